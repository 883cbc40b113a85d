"""The Windows side of `platform.py`: byte-range locks that block in the kernel, and the clock since start-up."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)

    _FAIL_IMMEDIATELY = 0x1
    _EXCLUSIVE = 0x2
    _ERROR_LOCK_VIOLATION = 33
    _ERROR_NOT_LOCKED = 158

    class _Overlapped(ctypes.Structure):
        _fields_ = [
            ("Internal", ctypes.c_void_p),
            ("InternalHigh", ctypes.c_void_p),
            ("Offset", wintypes.DWORD),
            ("OffsetHigh", wintypes.DWORD),
            ("hEvent", wintypes.HANDLE),
        ]

    def _at(offset: int) -> _Overlapped:
        return _Overlapped(None, None, offset & 0xFFFFFFFF, offset >> 32, None)

    def lock(fd: int, *, shared: bool, wait: bool, offset: int) -> bool:
        """LockFileEx on one byte at `offset`. Without FAIL_IMMEDIATELY a synchronous handle waits in the kernel."""
        flags = (0 if shared else _EXCLUSIVE) | (0 if wait else _FAIL_IMMEDIATELY)
        handle = wintypes.HANDLE(msvcrt.get_osfhandle(fd))
        if _kernel32.LockFileEx(handle, flags, 0, 1, 0, ctypes.byref(_at(offset))):
            return True
        error = ctypes.get_last_error()
        if not wait and error == _ERROR_LOCK_VIOLATION:
            return False
        raise ctypes.WinError(error)

    def unlock(fd: int, *, offset: int) -> None:
        """UnlockFileEx on the byte `lock` took; nothing if we do not hold it, as with flock."""
        handle = wintypes.HANDLE(msvcrt.get_osfhandle(fd))
        if not _kernel32.UnlockFileEx(handle, 0, 1, 0, ctypes.byref(_at(offset))):
            error = ctypes.get_last_error()
            if error != _ERROR_NOT_LOCKED:
                raise ctypes.WinError(error)

    def tick_count_ms() -> int:
        """GetTickCount64: milliseconds since the system started, sleep included."""
        _kernel32.GetTickCount64.restype = ctypes.c_ulonglong
        return int(_kernel32.GetTickCount64())

    def boot_id() -> str:
        """The boot counter Windows keeps for its prefetcher; any user may read it."""
        import winreg

        path = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            value, _ = winreg.QueryValueEx(key, "BootId")
        return f"windows-{value}"

    _DRIVE_REMOTE = 4

    def on_network_drive(path: str) -> bool:
        """GetDriveType of the path's drive; a UNC path is always one."""
        from pathlib import PureWindowsPath

        drive = PureWindowsPath(path).drive
        return drive.startswith("\\\\") or _kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE
