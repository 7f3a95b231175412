"""The screens: the desk itself and the dialogs above it."""
