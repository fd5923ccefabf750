"""Logging in by a header that a reverse proxy sets after it has asked who somebody is.

A header can be sent by anybody. It counts only where the connection comes from the proxy's address
and the proxy's shared secret comes with it.
"""

import hmac
import logging
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from review.setup import ProxyLogin

logger = logging.getLogger("regioradar.review")


def user_of(environ: Mapping[str, Any], wanted: ProxyLogin) -> str:
    """The user that the proxy names; "" where it names none or is not the proxy.

    `environ` is the request's (PEP 3333). The address is that of the connection itself, never one
    out of X-Forwarded-For.
    """
    name = str(environ.get(_key(wanted.header), "")).strip()
    if not name:
        return ""
    if not _from_proxy(_peer(environ), wanted.networks):
        logger.warning("a login header came from %s, which is no proxy of ours", _peer(environ))
        return ""
    sent = str(environ.get(_key(wanted.secret_header), ""))
    if not hmac.compare_digest(sent.encode("latin-1", "replace"), wanted.secret.encode()):
        logger.warning("a login header came without the proxy's secret")
        return ""
    # WSGI hands headers over as Latin-1; names are UTF-8.
    return name.encode("latin-1", "replace").decode("utf-8", "replace")


def _key(header: str) -> str:
    return "HTTP_" + header.upper().replace("-", "_")


def _peer(environ: Mapping[str, Any]) -> str:
    """Whom the connection is with, whatever ProxyFix has made of it since."""
    before = environ.get("werkzeug.proxy_fix.orig") or environ
    return str(before.get("REMOTE_ADDR") or "")


def _from_proxy(peer: str, networks: tuple[str, ...]) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in ip_network(network) for network in networks)
