"""What is made at the desk's screen: files, badges, certificates, backups, and changes of what holds for all."""
