"""Values as columns hold them: times, JSON and texts that SQLite takes, and back.

No SQL and no tables here.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from model import ModelError

Row = dict[str, Any]
"""A row of a table by its columns."""


def time_column(moment: datetime) -> str:
    """A time as ISO 8601 text in UTC, which sorts as time does. Raises ModelError without zone."""
    if moment.utcoffset() is None:
        raise ModelError(f"the time {moment} needs a time zone")
    return moment.astimezone(UTC).isoformat()


def time_value(text: str) -> datetime:
    """The reverse of `time_column`."""
    return datetime.fromisoformat(text)


def text_column(text: str) -> str:
    """`text` without lone surrogates, which no database can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def json_column(data: Any) -> str:
    """JSON that is the same text for the same data."""
    return text_column(_ENCODE(data))


def list_parameter(values: Iterable[str] | Iterable[int]) -> str:
    """Any number of values as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(sorted(set(values)))
