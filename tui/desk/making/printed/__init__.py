"""Lists, badges and certificates on paper."""
