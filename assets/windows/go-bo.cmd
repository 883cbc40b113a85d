@echo off
rem Takes the program away and leaves the conferences where they are.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
call "%~dp0chuong-trinh\tim-python.cmd"
if not defined PYTHON (
  type "%~dp0chuong-trinh\thieu-python.txt"
  echo   "%~dp0python"
  echo.
  pause
  exit /b 1
)
%PYTHON% "%~dp0chuong-trinh\installing.py" remove
set "RESULT=%ERRORLEVEL%"
echo.
pause
exit /b %RESULT%
