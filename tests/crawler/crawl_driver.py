"""Runs `crawler.run.crawl` in a process of its own and prints what it gave, one JSON a line.

Options (one JSON argument): catalogue, settings, concurrency, validators {url: [etag, date]},
break_in (name of a spider method to raise from), archive_fails, twice.
"""

import dataclasses
import json
import logging
import signal
import sys
from pathlib import Path
from typing import Any

from crawler.archive import SourceCrawl, Validators
from crawler.run import crawl
from crawler.spiders.base import SourceSpider
from model import CrawlError, StoreError
from sources import load_catalogue

options: dict[str, Any] = json.loads(sys.argv[1])


def tell(**line: Any) -> None:
    sys.stdout.write(json.dumps(line, default=str) + "\n")
    sys.stdout.flush()


class PrintingArchive:
    def __init__(self) -> None:
        self.saved: list[str] = []

    def validators(self, source_id: str, url: str) -> Validators | None:
        known = options.get("validators", {}).get(url)
        return Validators(etag=known[0], last_modified=known[1]) if known else None

    def save_crawl(self, result: SourceCrawl) -> None:
        assert result.source_id not in self.saved, "saved twice"
        self.saved.append(result.source_id)
        if options.get("archive_fails"):
            raise StoreError("the database is locked")
        line = dataclasses.asdict(result)
        for page in line["pages"]:
            page["body"] = page["body"].decode("utf-8", "replace")
        tell(crawl=line)


if options.get("break_in"):

    def broken(self: object, *args: object, **kwargs: object) -> Any:
        raise LookupError("a bug of ours")

    setattr(SourceSpider, options["break_in"], broken)

logging.basicConfig(level=logging.WARNING)
before = signal.getsignal(signal.SIGINT)
arguments: dict[str, Any] = {
    "user_agent": "RegioRadar/test (+mailto:nobody@invalid)",
    "concurrency": options.get("concurrency", 8),
    "settings": options["settings"],
    "on_page": lambda source_id, count: tell(page=[source_id, count]),
    "on_source": lambda result: tell(done=result.source_id),
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
sys.exit(exit_code)
