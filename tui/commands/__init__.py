"""What each sub-command of `toadam` does."""
