"""A file for each kind of conflict. Each defines `KIND`; the registry finds it there, so that nothing else names it."""
