@echo off
rem Installs, or brings up to date, for whoever is logged in. What people read stands in .txt files beside installing.py:
rem a batch file of ASCII alone reads the same under every code page.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
call "%~dp0chuong-trinh\tim-python.cmd"
if defined PYTHON goto :found
call :install_python
call "%~dp0chuong-trinh\tim-python.cmd"
if defined PYTHON goto :found
type "%~dp0chuong-trinh\thieu-python.txt"
echo   "%~dp0python"
echo.
pause
exit /b 1

:found
%PYTHON% "%~dp0chuong-trinh\installing.py" install
set "RESULT=%ERRORLEVEL%"
echo.
pause
exit /b %RESULT%

:install_python
rem For this person alone: the launcher for everybody would ask for an administrator.
if not exist "%~dp0python" exit /b 0
pushd "%~dp0python"
for %%I in (python-@PYTHON@*-amd64.exe) do (
  type "%~dp0chuong-trinh\dang-cai-python.txt"
  start "" /wait "%%~fI" /passive InstallAllUsers=0 Include_launcher=0 PrependPath=0 Include_test=0 Include_doc=0 Shortcuts=0
)
popd
exit /b 0
