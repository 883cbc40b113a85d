"""`python -m tui` is `toadam`."""

import sys

from tui.cli import main

sys.exit(main())
