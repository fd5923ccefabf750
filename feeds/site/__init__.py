"""The public website: static pages that work without a script."""
