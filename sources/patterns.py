"""The regular expressions of source files: written by people, run on the addresses of strangers.

They are those of the regex package, which reads what `re` reads, seldom blows up, and can be
stopped where it does.
"""

from collections.abc import Iterable
from functools import lru_cache

import regex

PATIENCE = 1.0
"""Seconds of the CPU for one search; an honest pattern takes some millionths."""
_PROBES = tuple(
    f"https://a.example/{path}"
    for path in ("a" * 1900 + "!", "1" * 1900 + "!", "a-" * 950 + "!", "a/" * 950 + "!", "-" * 1900)
)
"""Addresses as long as any may be, on which repeats beside or in repeats show what they cost."""


class TooSlowError(Exception):
    """A pattern that took too long for an address."""


class Patterns:
    """Some patterns, ready to be searched in the addresses of one crawl."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [regex.compile(pattern) for pattern in patterns]
        self._too_slow = False
        # The same links stand on every page of a site.
        self._known = lru_cache(maxsize=8192)(self._search)

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def match(self, url: str) -> bool:
        """Return whether one of the patterns is found in an address.

        Raises TooSlowError where one takes too long, and from then on: time is lost but once.
        """
        if self._too_slow:
            raise TooSlowError
        return self._known(url)

    def _search(self, url: str) -> bool:
        try:
            return any(one.search(url, timeout=PATIENCE) is not None for one in self._patterns)
        except TimeoutError:
            self._too_slow = True
            raise TooSlowError from None


def pattern(value: str) -> str:
    """Return `value` where it is a pattern. Raises ValueError, in words, where not."""
    try:
        compiled = regex.compile(value)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(
            f"not a regular expression: {value[:200]!r} ({str(error)[:200]})"
        ) from error
    try:
        for probe in _PROBES:
            compiled.search(probe, timeout=PATIENCE)
    except TimeoutError:
        raise ValueError(
            f"takes too long on long addresses: {value[:200]!r}; what is repeated may not begin or "
            "end with a repeat of the same characters, as in (a+)+"
        ) from None
    return value
