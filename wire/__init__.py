"""The HTTP API as data, shared by the client that sends it and the studio that answers it."""
