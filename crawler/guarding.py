"""Which addresses a crawl may connect to, and which spellings of an address it asks for at all.

Pure judgements on addresses and URLs; where a connection is made they are used by
`crawler.connecting`.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

SETTING = "REGIORADAR_UNSAFE_TEST_NETWORKS"
"""The Scrapy setting with the networks that are reachable although they are not public."""

CONFIGURED = "crawl.unsafe_test_networks"
"""What operators call it in their file."""

IN_ENVIRONMENT = "REGIORADAR_CRAWL__UNSAFE_TEST_NETWORKS"
"""The variable that sets it, for `regioradar` and `scrapy` alike."""

MAX_URL = 2000
"""Longest address that is asked for, characters; a redirect's counts too."""

Address = IPv4Address | IPv6Address

_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_SPECIAL = tuple(
    ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared address space of providers, RFC 6598
        "168.63.129.16/32",  # the host below every machine of a large cloud, public by its looks
        "192.0.0.0/24",  # protocol assignments, RFC 6890: a cloud keeps its metadata here
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "2001::/23",  # protocol assignments with Teredo, RFC 4380
        "2002::/16",  # 6to4, RFC 7526: an IPv4 address of anybody's choice in it
        "3fff::/20",  # documentation, RFC 9637
    )
)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_PORTS = frozenset(range(1, 65536))


def is_public(address: str | Address) -> bool:
    """Return whether an IP address is one of a host on the open internet.

    Not public: private, loopback, link-local, shared (RFC 6598), multicast, reserved and
    documentation ranges (IANA special-purpose registries, RFC 6890), and what tunnels to them.
    An IPv4 address in an IPv6 one (RFC 4291 section 2.5.5.2, RFC 6052) is judged itself. Raises
    ValueError where `address` is none.
    """
    ip = _bare(address)
    if isinstance(ip, IPv6Address) and ip not in _UNICAST:
        return False
    if ip.is_multicast or ip.is_reserved or not ip.is_global:
        return False
    return not any(ip in network for network in _SPECIAL)


class AddressGuard:
    """The judgement on addresses of one crawl: public ones, and `networks` (CIDR) besides.

    Raises ValueError where one of `networks` is no network.
    """

    def __init__(self, networks: Iterable[str] = ()) -> None:
        self.networks = tuple(ip_network(network) for network in networks)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Build the guard of a crawl with these Scrapy settings."""
        return cls(settings.getlist(SETTING))

    def admits(self, address: str) -> bool:
        """Return whether a connection to `address` is allowed; False where it is no IP address."""
        try:
            ip = _bare(address)
        except ValueError:
            return False
        return is_public(ip) or any(ip in network for network in self.networks)


def fault_of(url: str) -> str:
    """Return what keeps an http(s) address from being asked for, in words; empty: nothing.

    What the host name stands for is not judged here but when it is resolved and connected to.
    """
    if len(url) > MAX_URL:
        return f"is longer than {MAX_URL} characters"
    if "\\" in url or _CONTROL.search(url):
        return "has a backslash or a control character in it"
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return "is no address that can be read"
    if "@" in parts.netloc:
        return "carries a user name or password"
    if "%" in parts.netloc:
        return "has percent signs in its host"
    if not name.strip("."):
        return "has no host"
    return "has no port that exists" if port is not None and port not in _PORTS else ""


def _bare(address: str | Address) -> Address:
    """Return the address that is meant, out of the IPv6 notation for an IPv4 one."""
    ip = ip_address(address) if isinstance(address, str) else address
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip
