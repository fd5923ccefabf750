"""The name of an event: from titles, headings, quoted titles and noun phrases."""
