"""One running Asterisk of our own: its configuration files, its recorded messages, its process."""
