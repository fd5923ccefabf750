"""Feeds of each selection in RSS 2.0, Atom and JSON Feed: new, coming, changed."""
