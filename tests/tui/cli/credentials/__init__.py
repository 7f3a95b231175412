"""Credentials beside certificates: written, checked by strangers, revoked, and everything that is not one."""
