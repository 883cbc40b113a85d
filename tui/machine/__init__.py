"""What the machine around the program has: keyboard, clipboard, sound, battery, printer, its folders."""
