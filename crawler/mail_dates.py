"""Dates as mails write them: in headers (RFC 9110 section 5.6.7), in feeds (RFC 5322)."""

from datetime import datetime
from email.utils import parsedate_to_datetime


def mail_date(text: str) -> datetime | None:
    """Return the moment that `text` names; None for what names none.

    Without a zone where none is written, or where it is "-0000".
    """
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None  # it hands on the faults of what it is made of
