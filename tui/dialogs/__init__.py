"""Questions on top of a screen: each returns plain data."""
