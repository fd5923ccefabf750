"""How a crawl connects: to no address but judged ones, and with bounds on the head of an answer.

Names are resolved here once a process and judged; each connection is judged again by the address
that it really has, before a byte is sent. The judgement itself is `crawler.guarding`.
"""

import logging
from collections.abc import Hashable, Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.resolver import CachingHostnameResolver
from scrapy.settings import BaseSettings
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
    IStreamClientEndpoint,
)
from twisted.internet.protocol import Factory
from twisted.python.failure import Failure
from twisted.web._newclient import HTTP11ClientProtocol
from twisted.web._newclient import Request as TxRequest
from twisted.web.client import HTTPConnectionPool
from twisted.web.iweb import IResponse
from zope.interface import implementer

from crawler.faults import ForbiddenAddressError, HeadTooLargeError
from crawler.guarding import CONFIGURED, IN_ENVIRONMENT, AddressGuard

_log = logging.getLogger(__name__)

# A type checker cannot see who provides one of Twisted's interfaces. Where one is handed on, not
# looked into, it is Any.

MAX_HEAD = 64 * 1024
"""Most bytes before the body of an answer: status line, headers and interim answers."""


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """For the Scrapy setting TWISTED_DNS_RESOLVER: answers for names that are wholly public.

    One forbidden address among those of a name (A and AAAA) refuses all of them. What a name
    stood for first it stands for until the process ends, so that later answers change nothing.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, guard: AddressGuard) -> None:
        super().__init__(reactor, cache_size)
        self._guard = guard
        self._refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Build the resolver of a process, and say it where it admits more than it should."""
        settings: BaseSettings = crawler.settings
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        guard = AddressGuard.from_settings(settings)
        if guard.networks:
            _log.warning(
                "addresses in %s may be connected to, which are refused otherwise (%s, %s): "
                "meant for tests and for a proxy of your own",
                ", ".join(map(str, guard.networks)), CONFIGURED, IN_ENVIRONMENT,
            )  # fmt: skip
        return cls(reactor, size, guard)

    def resolveHostName(  # noqa: N802 (Twisted's)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve a name (an IP address in any spelling too); nothing comes of a refused one."""
        judge: Any = _Judge(resolutionReceiver, hostName, self._guard, self._refused)
        return super().resolveHostName(
            judge, hostName, portNumber, addressTypes, transportSemantics
        )

    def refused(self, host: str) -> str:
        """Return the address for which the host was refused when last looked up, or ""."""
        return self._refused.get(_key(host), "")


@implementer(IResolutionReceiver)
class _Judge:
    """Keeps the addresses of a name back until all are known to be admitted."""

    def __init__(
        self,
        receiver: Any,
        host: str,
        guard: AddressGuard,
        refused: dict[str, str],
    ) -> None:
        self._receiver = receiver
        self._key = _key(host)
        self._guard = guard
        self._refused = refused
        self._found: list[Any] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        self._found.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        bad = next((a.host for a in self._found if not self._guard.admits(a.host)), None)
        if bad is not None:
            self._refused[self._key] = bad
        else:
            self._refused.pop(self._key, None)
            for address in self._found:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's own HTTP handler on a pool of judged connections."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor  # importing it earlier would install another one

        super().__init__(crawler)
        self._reactor = reactor
        self._pool = GuardedPool(
            reactor,
            AddressGuard.from_settings(crawler.settings),
            per_host=self._pool.maxPersistentPerHost,
        )

    async def download_request(self, request: Request) -> Response:
        """Fetch `request`. Raises ForbiddenAddressError where it may not be connected to."""
        proxy = request.meta.get("proxy")
        try:
            return await super().download_request(request)
        except ForbiddenAddressError as error:
            address = str(error)
        except CannotResolveHostError:
            resolver = self._reactor.nameResolver
            host = urlsplit(proxy or request.url).hostname or ""
            address = resolver.refused(host) if isinstance(resolver, GuardedResolver) else ""
            if not address:
                raise
        if proxy:
            raise ForbiddenAddressError(
                f"the proxy has the address {address}, which is not public: "
                f"name its network in {CONFIGURED}"
            )
        raise ForbiddenAddressError(f"the host has the address {address}, which is not public")


class GuardedPool(HTTPConnectionPool):
    """The connections of a crawl, each judged by the address that it has at its other end."""

    def __init__(self, reactor: ReactorBase, guard: AddressGuard, *, per_host: int) -> None:
        super().__init__(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self._guard = guard
        self.maxPersistentPerHost = per_host
        self._factory = _BoundedFactory

    def getConnection(  # noqa: N802 (Twisted's)
        self, key: Hashable, endpoint: Any
    ) -> Deferred[HTTP11ClientProtocol]:
        """Return a connection that was kept, or a new one through `endpoint`."""
        guarded: Any = _GuardedEndpoint(endpoint, self._guard)
        return super().getConnection(key, guarded)


@implementer(IStreamClientEndpoint)
class _GuardedEndpoint:
    def __init__(self, endpoint: Any, guard: AddressGuard) -> None:
        self._endpoint = endpoint
        self._guard = guard

    def connect(self, factory: Any) -> Any:
        return self._endpoint.connect(_PeerGuard(factory, self._guard))


class _PeerGuard(Factory):
    """Judges the peer of a connection that stands, before anything speaks on it."""

    noisy = False

    def __init__(self, factory: Any, guard: AddressGuard) -> None:
        self._factory = factory
        self._guard = guard

    def buildProtocol(self, addr: Any) -> Any:  # noqa: N802 (Twisted's)
        """Return the protocol of the wrapped factory. Raises ForbiddenAddressError."""
        if not self._guard.admits(addr.host):
            raise ForbiddenAddressError(addr.host)
        return self._factory.buildProtocol(addr)


class _BoundedParser(_LenientHTTPClientParser):
    """Scrapy's parser of answers, which ends one whose head has no end."""

    _head = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 (Twisted's)
        self._head += len(line) + 1
        if self._head > MAX_HEAD:
            raise HeadTooLargeError
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802, ARG002
        raise HeadTooLargeError


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: TxRequest) -> Deferred[IResponse]:
        """Send a request; its answer is read by our parser, put in place as Scrapy does it."""
        answer = super().request(request)
        self._parser.__class__ = _BoundedParser
        return answer.addErrback(self._hang_up)

    def _hang_up(self, failure: Failure) -> Failure:
        """Cut the connection: an orderly end would wait for a peer that goes on sending."""
        if self.transport is not None:
            self.transport.abortConnection()
        return failure


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:  # noqa: N802, ARG002
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


def _key(host: str) -> str:
    """Return a host name in its ASCII form, as resolvers and addresses spell it differently."""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()
