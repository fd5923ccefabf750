"""The values in a source file that are more than text: addresses, hosts, patterns, selectors.

Checks single values; what they mean together is the matter of `sources.source`.
"""

import re
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from pydantic import AfterValidator, Field

from model import http_url
from sources.patterns import pattern
from sources.regions import official

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAME = r"(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])"
_HOST = re.compile(rf"{_NAME}(?::[0-9]{{1,5}})?")


@lru_cache(maxsize=8192)  # a crawl asks it of each address many times
def host_of(url: str) -> str:
    """Return the host of an http(s) address, lower case, in its ASCII form (RFC 5891).

    The port is part of it unless it is the scheme's default. Empty where `url` is no http(s)
    address, its port is no number, or no host can have that name.
    """
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
        name = f"[{name}]" if ":" in name else name.rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not re.fullmatch(_NAME, name):
        return ""
    return name if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"


def address(value: str) -> str:
    """Return `value` where a crawl can begin there. Raises ValueError, in words, where not.

    What nobody sees in it is percent-encoded, as everywhere (`model.http_url`).
    """
    url = http_url(value)
    if url is None or not host_of(url):
        raise ValueError(f"not an http or https address: {value!r}")
    if "@" in urlsplit(url).netloc:
        raise ValueError("an address must not carry a user name or password")
    return url


def _optional_address(value: str) -> str:
    return address(value) if value else value


def _selector(value: str) -> str:
    try:
        if value:
            etree.XPath(HTMLTranslator().css_to_xpath(value))(etree.Element("a"))
    except (SelectorError, RecursionError, etree.XPathError) as error:
        # A prefix of a namespace shows only when the selector is tried.
        raise ValueError(f"not a CSS selector: {value[:200]!r} ({str(error)[:200]})") from error
    return value


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise ValueError(f"not a host name (lower case, no scheme, no path): {value!r}")
    return value


Text = Annotated[str, Field(min_length=1)]
Address = Annotated[str, AfterValidator(address)]
OptionalAddress = Annotated[str, AfterValidator(_optional_address)]
Pattern = Annotated[str, AfterValidator(pattern)]
Selector = Annotated[str, AfterValidator(_selector)]
Host = Annotated[str, AfterValidator(_host)]
RegionName = Annotated[str, AfterValidator(official)]
