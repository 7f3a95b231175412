"""Pictures and keystrokes become badge text; the one place that knows cameras and decoders."""
