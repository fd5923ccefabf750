"""Runs `crawler.run.crawl` in a process of its own and prints what it gave, one JSON a line.

Options (one JSON argument): catalogue, settings, concurrency, known (pages of an earlier crawl),
break_in (name of a method of spider or follower to raise from), archive_fails, twice, names ({host:
[addresses of the first lookup, of the second, ...]}: all that the resolver of this process knows),
count (tell with each source that is done how many crawlers there are in memory).
The last line tells the peak of memory in bytes and the seconds of CPU.
"""

# ruff: noqa: E402 (the names of a test must be known before Twisted is there)

import dataclasses
import gc
import json
import logging
import re
import resource
import signal
import socket
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

options: dict[str, Any] = json.loads(sys.argv[1])
real_lookup = socket.getaddrinfo


def lookup(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    """Answer for the names of the test; addresses in any spelling are read, nobody is asked."""
    answers = options["names"].get(host)
    if answers is None:
        return real_lookup(host, port, *args, **{**kwargs, "flags": socket.AI_NUMERICHOST})
    found = answers.pop(0) if len(answers) > 1 else answers[0]
    return [real_lookup(each, port, type=socket.SOCK_STREAM)[0] for each in found]


if "names" in options:
    socket.getaddrinfo = lookup  # before Twisted takes it

from scrapy.crawler import Crawler

from crawler.archive import SourceCrawl, Validators
from crawler.following import Follower
from crawler.run import crawl
from crawler.spiders.base import SourceSpider
from model import CrawlError, EntryKind, Page, Problem, ProblemKind, StoreError
from sources import load_catalogue


def tell(**line: Any) -> None:
    sys.stdout.write(json.dumps(line, default=str) + "\n")
    sys.stdout.flush()


def page_of(line: dict[str, Any]) -> Page:
    """A page of an earlier crawl, as it was printed."""
    values = {**line, "body": line["body"].encode(), "role": EntryKind(line["role"])}
    return Page(**{**values, "fetched_at": datetime.fromisoformat(line["fetched_at"])})


class PrintingArchive:
    def __init__(self) -> None:
        self.saved: list[str] = []
        self.before = {line["url"]: page_of(line) for line in options.get("known", [])}
        self.pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.not_modified: dict[str, list[str]] = defaultdict(list)

    def validators(self, source_id: str, url: str) -> Validators | None:
        page = self.before.get(url)
        return Validators(etag=page.etag, last_modified=page.last_modified) if page else None

    def known(self, source_id: str) -> Mapping[str, datetime]:
        pages = (page for page in self.before.values() if page.source_id == source_id)
        return {page.url: page.fetched_at for page in pages}

    def page(self, source_id: str, url: str) -> Page | None:
        return self.before.get(url)

    def stands_in_place(self, page: Page) -> Problem | None:
        if b"Captcha" not in page.body:
            return None
        return Problem(kind=ProblemKind.BLOCKED, message="a captcha")

    def heard(self, host: str, ahead: timedelta) -> None:
        assert abs(ahead) < timedelta(minutes=1), host

    def save_pages(
        self, source_id: str, pages: Sequence[Page], not_modified: Sequence[str]
    ) -> None:
        assert source_id not in self.saved, "pages after the end"
        for page in pages:
            line = dataclasses.asdict(page)
            line["body"] = page.body.decode("utf-8", "replace")
            self.pages[source_id].append(line)
        self.not_modified[source_id] += not_modified

    def save_crawl(self, result: SourceCrawl) -> None:
        assert result.source_id not in self.saved, "saved twice"
        self.saved.append(result.source_id)
        if options.get("archive_fails"):
            raise StoreError("the database is locked")
        line = dataclasses.asdict(result)
        line["pages"] = self.pages[result.source_id]
        line["not_modified"] = self.not_modified[result.source_id]
        tell(crawl=line)


if options.get("break_in"):

    def broken(self: object, *args: object, **kwargs: object) -> Any:
        raise LookupError("a bug of ours")

    owner = SourceSpider if hasattr(SourceSpider, options["break_in"]) else Follower
    setattr(owner, options["break_in"], broken)


def count() -> dict[str, int]:
    """How many crawlers somebody still holds."""
    if not options.get("count"):
        return {}
    gc.collect()
    return {"crawlers": sum(type(one) is Crawler for one in gc.get_objects())}


logging.basicConfig(level=logging.WARNING)
logging.getLogger().handlers[0].setLevel(logging.WARNING)  # Scrapy sets its loggers to DEBUG
before = signal.getsignal(signal.SIGINT)
arguments: dict[str, Any] = {
    "user_agent": "RegioRadar/test (+mailto:nobody@invalid)",
    "concurrency": options.get("concurrency", 8),
    "settings": options["settings"],
    "on_page": lambda source_id, count: tell(page=[source_id, count]),
    "on_source": lambda result: tell(done=result.source_id, **count()),
}
sources = load_catalogue(Path(options["catalogue"])).enabled
exit_code = 0
try:
    crawl(sources, PrintingArchive(), **arguments)
    if options.get("twice"):
        crawl(sources, PrintingArchive(), **arguments)
except KeyboardInterrupt:
    exit_code = 130
except (CrawlError, StoreError) as error:
    sys.stderr.write(f"{type(error).__name__}: {error}\n")
    exit_code = 5
if signal.getsignal(signal.SIGINT) is not before:
    sys.stderr.write("the signal handler was not put back\n")
    exit_code = 99
# Not ru_maxrss, which begins with what the process had that started this one.
(peak,) = re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
usage = resource.getrusage(resource.RUSAGE_SELF)
tell(peak=int(peak) * 1024, cpu=usage.ru_utime + usage.ru_stime)
sys.exit(exit_code)
