"""The list of delegates: whom it shows, what is done with it, rosters on their way into it."""
