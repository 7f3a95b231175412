"""Certificates of service (志愿服务记录证明): they are numbered, filed, printed with a code, and verified (domain §4)."""
