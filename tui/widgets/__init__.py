"""What is shared or drawn by hand."""
