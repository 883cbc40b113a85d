@echo off
rem What the shortcuts run. A window that ends with a complaint stays until it was read.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
cd /d "%USERPROFILE%\ToaDam"
"%~dp0Scripts\python.exe" -I -m tui %*
if errorlevel 1 pause
