"""JSON lines in and out: one object a line, faults that name the line, UTF-8 whatever comes."""

import json

from model import PageError
from model.schema_org import Json


def read_object(number: int, line: bytes) -> Json:
    """Parse one line. Raises PageError that names the line where it holds no JSON object."""
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PageError(f"line {number} is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise PageError(f"line {number} is no JSON: {error}") from error
    if not isinstance(data, dict):
        raise PageError(f"line {number} is no JSON object")
    return data


def write_line(record: Json) -> bytes:
    """One line of JSON in UTF-8; what UTF-8 cannot hold (lone surrogates) stays escaped."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def text_of(data: Json, key: str) -> str:
    """A string of the object, empty where it is missing or null. Raises PageError."""
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise PageError(f'"{key}" is no string')
    return value
