"""The register: who is who, whose a badge is, whose guardian agreed. Apart from the log, so that it can be purged."""
