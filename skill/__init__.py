"""The top room: the skill's runtime, from a message to an answer."""
