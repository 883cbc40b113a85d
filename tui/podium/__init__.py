"""What the moderator's window knows besides the store, and its words: the agenda, the floor, the list of speakers."""
