"""The register: persons, badges, guardians' consents. It stands apart from the log, so that it can be purged."""
