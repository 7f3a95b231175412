"""What tells whether the record that is open still is the one in the folder."""
