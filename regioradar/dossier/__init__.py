"""What staff look at, as it is shown and printed: the dossier of an event, changes, pairs.

Puts into words and JSON what the store tells; decides nothing.
"""
