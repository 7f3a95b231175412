"""Every sentence that screen and command line both say, and texts fitted into cells."""
