"""Files under one signature: a manifest that names every member and its SHA-256, and the signature over the manifest."""
