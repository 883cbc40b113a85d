"""A conference that is being made: what is asked for, how it is read, where it is kept."""
