"""Tells of troubles and of a run's end: a hook, a mail, a ping, a file for Prometheus.

Which troubles there are (`troubles`) and who is to hear of them (`deciding`) is decided purely;
`channels`, `hook`, `pinging` and `metrics` deliver; `telling` and `ending` are what a run calls.
"""
