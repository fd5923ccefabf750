"""Which addresses of a source are one page: spellings, twin hosts, canonical and short addresses.

Remembers addresses of one crawl; asks for none.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.urls import identity
from sources import host_of

_SHORT = re.compile(r"/\?(?:p|page_id)=\d+$")


class Seen:
    """The addresses of one crawl of one source, each page once.

    `http` and `https` are the same, and `www.` where both hosts are the source's. `lists` are the
    addresses of its entries: no page of an event is taken for one of them.
    """

    def __init__(self, hosts: Iterable[str], lists: Iterable[str]) -> None:
        self._hosts = frozenset(hosts)
        self._keys: set[str] = set()
        self._short: set[str] = set()
        self._lists = {self.key(url) for url in lists}

    def key(self, url: str) -> str:
        """Return what the addresses of one page have in common; for comparing only."""
        host = host_of(url)
        bare = host.removeprefix("www.")
        if {bare, f"www.{bare}"} <= self._hosts:
            host = bare
        spelled = identity(url)
        parts = urlsplit(spelled)
        if ":" in host or not host:
            return spelled
        return parts._replace(scheme="https", netloc=host).geturl()

    def __contains__(self, url: str) -> bool:
        return self.key(url) in self._keys

    def add(self, url: str) -> bool:
        """Note an address; False where its page was noted before."""
        key = self.key(url)
        if key in self._keys:
            return False
        self._keys.add(key)
        return True

    def fold(self, url: str, *others: str) -> None:
        """Note other addresses that the delivered page at `url` gives as its own.

        A canonical address is believed only where it can be that of one page: on the source's
        hosts, no entry, not the home page, and not what is left of `url` without its end or its
        parameters, as a page's template may say of all pages alike.
        """
        for other in others:
            if other and self._believed(url, other):
                self._keys.add(self.key(other))
                if is_short(other) and not is_short(url):
                    self._short.add(self.key(other))

    def came_meanwhile(self, url: str) -> bool:
        """Return True for a short address whose page has been delivered under its long one."""
        return self.key(url) in self._short

    def _believed(self, url: str, other: str) -> bool:
        parts, own = urlsplit(other), urlsplit(url)
        if host_of(other) not in self._hosts or self.key(other) in self._lists:
            return False
        if parts.query:
            return True
        path, own_path = parts.path.rstrip("/"), own.path.rstrip("/")
        coarser = own_path.startswith(f"{path}/") and not _is_index(own_path, path)
        loses_parameters = path == own_path and bool(own.query)
        return bool(path) and not coarser and not loses_parameters


def is_short(url: str) -> bool:
    """Return True for the short form that WordPress has of every address, `/?p=123`."""
    return bool(_SHORT.search(url))


def _is_index(own_path: str, path: str) -> bool:
    return own_path.removeprefix(f"{path}/").partition(".")[0].lower() in ("index", "default")
