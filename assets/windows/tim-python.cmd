@echo off
rem Sets PYTHON to a command that runs a Python the wheels are for, or to nothing. installing.py decides whether one fits.
set "PYTHON="
rem The launcher is not to fetch what is missing.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
for %%V in (@PYTHONS@) do if not defined PYTHON call :try_launcher %%V
for %%V in (@PYTHONS@) do if not defined PYTHON call :try_profile %%V
for /f "delims=" %%P in ('where python 2^>nul') do if not defined PYTHON call :try "%%P"
exit /b 0

:try_launcher
where py >nul 2>nul
if errorlevel 1 exit /b 0
py -%1 "%~dp0installing.py" fits >nul 2>nul
if errorlevel 1 exit /b 0
set "PYTHON=py -%1"
exit /b 0

:try_profile
set "DIGITS=%1"
call :try "%LOCALAPPDATA%\Programs\Python\Python%DIGITS:.=%\python.exe"
exit /b 0

:try
if not exist "%~1" exit /b 0
rem What lies there opens the shop.
echo "%~1"| find /i "\WindowsApps\" >nul
if not errorlevel 1 exit /b 0
"%~1" "%~dp0installing.py" fits >nul 2>nul
if errorlevel 1 exit /b 0
set PYTHON="%~1"
exit /b 0
