"""What the screen is without its widgets: state, messages, jobs for the writer, keys, the registry of commands."""
