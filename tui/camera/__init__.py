"""A webcam, or a film, as a scanner: what is in its picture, and what counts as a scan. An optional extra."""
