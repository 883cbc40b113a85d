"""The libraries of the extra `toadam[camera]`, where tests need them."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest

_MISSING = [name for name in ("cv2", "zxingcpp", "numpy") if find_spec(name) is None]

needs_camera_extra = pytest.mark.skipif(
    bool(_MISSING) and not os.environ.get("CI"),
    reason=f"the extra toadam[camera] is not installed: {', '.join(_MISSING)} missing",
)
"""In CI nothing may be skipped for want of a library: there the tests fail."""
