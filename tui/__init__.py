"""What people see and press. Knows the store by its doors only."""

import os

__version__ = "0.7.0"

# Textual paints at most so often, read once when it is imported; at its default of 60 an answer waits up to two frames.
# Nothing is painted, and nothing wakes, while nothing changes.
os.environ.setdefault("TEXTUAL_FPS", "240")
