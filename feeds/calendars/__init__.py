"""Calendars (RFC 5545, RFC 7986): one of each selection, one of each event."""
