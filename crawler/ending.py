"""The end of a crawl whose time or pages are spent: at once, and with a word on it.

What the budgets are stands in the settings. Scrapy alone would still wait for each request that is
on its way or waits for its turn at a host.
"""

from scrapy.crawler import Crawler
from scrapy.extensions.closespider import CloseSpider
from scrapy.utils.defer import deferred_from_coro

from crawler.spiders.base import SourceSpider
from crawler.stopping import stop_requests
from model import Problem, ProblemKind, Severity

_PAGES = "closespider_pagecount"
_WORDS = {
    "closespider_timeout": "the crawl was ended: the time that one source may take was over",
    _PAGES: "the crawl was ended: a source may give no more answers in one run",
    "run_timeout": "the crawl was ended: the time of the run was over",
    "run_memory": "the crawl was ended: the run had taken all the memory it may",
}


class PromptCloseSpider(CloseSpider):
    """Scrapy's own extension for budgets, which cuts off what is under way."""

    def _close_spider(self, reason: str) -> None:
        end_crawl(self.crawler, reason)


def end_crawl(crawler: Crawler, reason: str) -> None:
    """End a crawl for `reason`, its finish reason; it keeps what it has and says so."""
    spider, engine = crawler.spider, crawler.engine
    if engine is None or engine.spider is None:
        return  # not begun, or ended meanwhile
    if isinstance(spider, SourceSpider):
        for ledger in spider.ledgers.values():
            ledger.problem(
                Problem(
                    kind=ProblemKind.BUDGET,
                    message=_WORDS.get(reason, f"the crawl was ended: {reason}"),
                    # Many pages are nobody's fault, as with a source's own budgets; time is.
                    severity=Severity.WARNING if reason == _PAGES else Severity.ERROR,
                    url=ledger.source.home,
                )
            )
    stop_requests(crawler)
    deferred_from_coro(engine.close_spider_async(reason=reason))
