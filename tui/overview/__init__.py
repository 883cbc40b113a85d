"""The figures of the day as pages, bars and words."""
