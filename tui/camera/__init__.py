"""A webcam, or a film, as a scanner: what it is, what is in its picture, and what counts as a scan. An optional extra."""
