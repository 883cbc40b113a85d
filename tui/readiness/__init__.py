"""Whether all is ready before the doors open: what there is to look at, and what is said of it."""
