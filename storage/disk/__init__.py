"""Files and SQL, and nothing of people: the data folder, the connection, the schema, keys, ids, the PIN."""
