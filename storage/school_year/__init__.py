"""The end of a school year: everybody's step, written and undone as a whole; and figures by year and stage of school."""
