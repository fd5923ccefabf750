"""Backups of the database: made, proved, restored. How the file is copied: `store.backups`."""
