"""What can be asked for on the command line: the options of each command, and what they mean."""
