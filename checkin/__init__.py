"""What a scan means: pictures and keystrokes become text, text becomes events, events become hours."""
