"""The staff web application: queue, event, duplicates, sources, log, accounts.

Knows the store and the vocabulary alone; what else it needs (how a page is read, how typed dates
are read, how an event will look in the feeds) is handed to it in a `Setup`.
"""
