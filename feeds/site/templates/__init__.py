"""The HTML templates, always with autoescape."""

from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("feeds.site", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def render(template: str, **values: Any) -> str:
    """Return the filled-in template. Raises jinja2.UndefinedError where a value is missing."""
    return _ENVIRONMENT.get_template(template).render(values)
