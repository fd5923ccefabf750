"""The style sheet, the icon and the script as they are published."""

import hashlib
from functools import cache
from importlib.resources import files

STYLESHEET = "regioradar.css"
ICON = "favicon.svg"


@cache
def static(name: str) -> bytes:
    """Return the bytes of a file of this folder. Raises FileNotFoundError."""
    return files("feeds.site.static").joinpath(name).read_bytes()


@cache
def address(name: str) -> str:
    """Return the file's address within the site, another one whenever its bytes are others."""
    return f"{name}?{hashlib.sha256(static(name)).hexdigest()[:8]}"
