"""What check-in answers, and what Enter will do there."""
