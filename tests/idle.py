"""When a pilot goes on to the next key: as soon as the event loop has nothing left to do but wait.

Textual's own pilot waits until the whole process has used next to no processor time for 20 ms, twice a key. That is
long, and on a busy machine it is a guess. What other threads and processes do is not waited for: a test that needs it
asks for it.
"""

from __future__ import annotations

import asyncio


async def wait_for_idle(_min_sleep: float = 0, _max_sleep: float = 0) -> None:
    """Until no callback is ready; looked at twice, since a task that goes on may have woken another."""
    loop = asyncio.get_running_loop()
    quiet = 0
    while quiet < 2:
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1  # type: ignore[attr-defined]
