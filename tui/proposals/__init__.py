"""What a secretary's window knows besides the store, and its words: what is written, listed and chosen."""
