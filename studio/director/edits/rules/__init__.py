"""From a clause to operations. Each rule looks at one kind of change and says None where it is not meant."""
