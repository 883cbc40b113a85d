"""What the projector shows, in words and in digits that fill a room."""
