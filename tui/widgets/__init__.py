"""The parts of the desk screen; they draw what they are given."""
