"""From a page that somebody looked at to a source file: its list, what to follow, its TOML.

Pure functions on pages and addresses; who fetches the pages is decided elsewhere.
"""
