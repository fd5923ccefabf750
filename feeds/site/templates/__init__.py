"""The HTML templates, always with autoescape."""

import re
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

_TOGETHER: Final = re.compile(r"(?<=\d) (?=[A-ZÄÖÜ])|(?<=\d\.) (?=[A-ZÄÖÜ])|(?<=[a-z]) (?=\d{4}\b)")
_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("feeds.site", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def _bound(text: str) -> str:
    """Return the text with "2. März 2026" and "10 Uhr" each on one line."""
    return _TOGETHER.sub("\u00a0", text)


_ENVIRONMENT.filters["bound"] = _bound


def render(template: str, **values: Any) -> str:
    """Return the filled-in template. Raises jinja2.UndefinedError where a value is missing."""
    return _ENVIRONMENT.get_template(template).render(values)
