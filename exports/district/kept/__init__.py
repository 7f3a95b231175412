"""What only the district knows, kept beside its database; and the database made anew from that and the archive."""
