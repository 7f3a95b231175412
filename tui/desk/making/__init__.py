"""What a command can make, and the desk's screen too: files, badges, certificates, backups, and changes of what holds for all."""
