"""What a crawl knows of hosts: until when one is left in peace, and how often it failed in a row.

Keeps and answers; waits for nothing and asks nobody. Sources that share a host share this.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from scrapy.http import Response

from crawler.mail_dates import mail_date

_LONGEST = timedelta(days=7)
"""No host can have a source forgotten for longer than this."""


@dataclass(slots=True)
class Host:
    """One host. `failures` counts the addresses in a row that were given up."""

    failures: int = 0
    not_before: datetime | None = None
    _paused_until: float = 0.0

    @property
    def pause(self) -> float:
        """Seconds for which nothing may be asked yet; 0 where it may be at once."""
        return max(0.0, self._paused_until - monotonic())

    def hold(self, seconds: float) -> None:
        """Ask nothing for so many seconds from now."""
        self._paused_until = max(self._paused_until, monotonic() + seconds)

    def leave(self, seconds: float) -> None:
        """Ask nothing for so many seconds, which nobody waits for; a week at most."""
        self.not_before = datetime.now(UTC) + min(timedelta(seconds=seconds), _LONGEST)

    @property
    def left(self) -> bool:
        """True while the host is to be left alone."""
        return self.not_before is not None and self.not_before > datetime.now(UTC)


class Hosts(defaultdict[str, Host]):
    """All hosts by name and port, as `sources.host_of` gives them."""

    def __init__(self) -> None:
        super().__init__(Host)

    def __deepcopy__(self, _: object) -> "Hosts":
        """Scrapy copies its settings deeply; what is known of hosts stays one thing."""
        return self


def retry_after(response: Response) -> float | None:
    """Return the seconds that Retry-After asks for (RFC 9110 section 10.2.3), if it asks.

    A date is taken against the host's own clock where the answer tells it.
    """
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:10])
    moment = _moment(text)
    if moment is None:
        return None
    told = _moment((response.headers.get("Date") or b"").decode("latin-1"))
    return max(0.0, (moment - (told or datetime.now(UTC))).total_seconds())


def _moment(text: str) -> datetime | None:
    moment = mail_date(text)
    return moment and moment.replace(tzinfo=moment.tzinfo or UTC)
