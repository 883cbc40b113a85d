"""A desk on a database that goes on without it: what it knows, what it does meanwhile, and how that gets there."""
