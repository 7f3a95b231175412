"""The rules, examined by stories."""
