"""AutoThrottle for crawls most of whose answers say that nothing has changed."""

from typing import Any

from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

_NOT_MODIFIED = 304


class Throttle(AutoThrottle):
    """Scrapy's own, to which a 304 is an answer as good as a 200.

    Scrapy never shortens a pause after any other status, as faults are answered fast. But a crawl
    in which nothing has changed gets nothing but 304, and would keep the longest pause that one
    slow answer at its beginning has caused. No pause gets shorter than DOWNLOAD_DELAY.
    """

    def _adjust_delay(self, slot: Any, latency: float, response: Response) -> None:
        if response.status == _NOT_MODIFIED:
            response = response.replace(status=200)
        super()._adjust_delay(slot, latency, response)
