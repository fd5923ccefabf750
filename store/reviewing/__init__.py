"""What the review application asks of the store: the queue, judging with undo, the log, trust.

Decisions themselves are `store.staff`'s; here they get a queue, versions, claims and an account of
who did what.
"""
