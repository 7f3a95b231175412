"""The supervisor’s PIN: its file, what the record keeps of it, who tries it, and the code that lets a new one be set."""
