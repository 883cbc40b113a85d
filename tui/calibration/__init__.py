"""What is between a scanner and this program, told from the scan of a test badge: no screen, no widgets."""
