"""Repeated entries: found by their structure, judged together, each read as an event."""
