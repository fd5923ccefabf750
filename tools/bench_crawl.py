"""Time the crawl against bare Scrapy on 2,000 local pages, in the same run: ratios.

Every crawl has a process of its own, with the same concurrency and without pauses, and the server
has another one. Bare Scrapy follows the same links and keeps nothing. Throughput is pages a second
of CPU, which a crawl without pauses is bound by: the time of the clock stands beside it. Of several
rounds the best counts: what else the machine does only adds. Peak memory is that of the whole
process. At the end a fifth of the pages is changed: what is stale then, here and with Scrapy's own
cache (RFC 2616 policy), are the changed pages of which an old copy was taken.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import bench_measure
import bench_site
import click
from bench_measure import Measure, against

PAGES = 2_000
SETTINGS: dict[str, Any] = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "ROBOTSTXT_OBEY": True,
    "LOG_LEVEL": "WARNING",
}
SOURCE = """id = "bench"
name = "Bench"
kind = "network"
[[entries]]
kind = "listing"
url = "{site}/liste/0"
[follow]
allow = ['/termin/\\d+$']
max_pages = 5000
max_depth = 1
"""

Figures = dict[str, float]
Result = dict[str, int]


# --- What is measured, each in a process of its own -------------------------------------------
# Each function loads what it needs and returns the work itself, which gives a number of pages.


def bare(site: str, _folder: Path) -> Callable[[], Result]:
    """Crawl with nothing but Scrapy."""
    return _scrapy(site, {})


def cached(site: str, folder: Path) -> Callable[[], Result]:
    """The same with Scrapy's own cache in the folder."""
    policy = "scrapy.extensions.httpcache.RFC2616Policy"
    own = {"HTTPCACHE_ENABLED": True, "HTTPCACHE_POLICY": policy}
    return _scrapy(site, {**own, "HTTPCACHE_DIR": str(folder / "cache")})


def _scrapy(site: str, settings: dict[str, Any]) -> Callable[[], Result]:
    import scrapy
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import Response

    class Bare(scrapy.Spider):
        name = "bare"
        start_urls = (f"{site}/liste/0",)
        seen = stale = 0

        def parse(self, response: Response) -> Iterator[Any]:
            Bare.seen += 1
            yield from response.follow_all(css="a.detail", callback=self.detail)
            yield from response.follow_all(css='a[rel="next"]')

        def detail(self, response: Response) -> Iterator[Any]:
            Bare.seen += 1
            Bare.stale += _is_stale(response.url, response.body)
            yield {"url": response.url, "size": len(response.body)}

    def work() -> Result:
        process = CrawlerProcess({**SETTINGS, **settings})
        process.crawl(Bare)
        process.start()
        return {"count": Bare.seen, "stale": Bare.stale}

    return work


def _is_stale(url: str, body: bytes) -> bool:
    """Whether it is an old copy of a page that is changed in the end; in the end it counts."""
    return bench_site.is_changed(url) and bench_site.MARK not in body


def crawl(site: str, folder: Path) -> Callable[[], Result]:
    """Crawl into the archive in `folder`."""
    work = _run(site, folder, extract=False)
    return lambda: {"count": work().pages}


def whole(site: str, folder: Path) -> Callable[[], Result]:
    """Crawl and read in one process; the pages that are read count."""
    work = _run(site, folder, extract=True)
    return lambda: {"count": work().read}


def stale_in(folder: Path) -> int:
    """How many pages of the archive are old copies."""
    from store import Store

    with Store.open(folder / "regioradar.sqlite") as store:
        pages = (page for _, page in store.pages_to_reread("bench"))
        return sum(_is_stale(page.url, page.body) for page in pages)


def _run(site: str, folder: Path, *, extract: bool) -> Callable[[], Any]:
    from regioradar.clock import Clock
    from regioradar.config import Config
    from regioradar.job import Job, Stages
    from regioradar.pipeline import run
    from regioradar.progress import Silent
    from sources import load_catalogue

    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "bench.toml").write_text(SOURCE.format(site=site), encoding="utf-8")
    catalogue = load_catalogue(folder / "sources")
    own = {"REGIORADAR_UNSAFE_TEST_NETWORKS": "127.0.0.1/32", "CLOSESPIDER_PAGECOUNT": 0}
    job = Job(
        config=Config(data_dir=folder, contact="bench@example.org"),
        catalogue=catalogue.sources,
        selected=catalogue.enabled,
        clock=Clock(),
        crawl_settings={**SETTINGS, **own},
    )

    def work() -> Any:
        outcome = run(job, Stages(extract=extract, publish=False), Silent())
        figures = outcome.of("bench")
        if catalogue.faults or not figures.pages:
            raise SystemExit(f"nothing was crawled: {catalogue.faults} {figures.problems}")
        return figures

    return work


WORK = {"bare": bare, "cached": cached, "crawl": crawl, "whole": whole}


def child(name: str, site: str, folder: str) -> None:
    """Do one piece of work and print what it took."""
    work = WORK[name](site, Path(folder))
    begin, cpu = time.perf_counter(), time.process_time()
    figures = {
        **work(),
        "seconds": time.perf_counter() - begin,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


# --- The report ---------------------------------------------------------------------------------

ROUND = (
    ("bare Scrapy", "bare", "other"),
    ("with its cache", "cached", "other"),
    ("crawl with archive", "crawl", "archive"),
    ("again, unchanged", "crawl", "archive"),
    ("crawl and read", "whole", "whole"),
    ("again, unchanged: read", "whole", "whole"),
)
CHANGED = (("with its cache, changed", "cached", "other"), ("a fifth changed", "whole", "whole"))
"""What is run, with the name of the work and the folder that it works in."""


@click.command()
@click.option("--pages", default=PAGES, show_default=True, help="Number of detail pages.")
@click.option("--rounds", default=3, show_default=True, help="Rounds, of which the best counts.")
@bench_measure.options
def main(pages: int, rounds: int, records: Path | None, quick: bool) -> None:
    """Crawl bare, with the archive, again without a change, with reading, and after changes."""
    pages, rounds = (200, 1) if quick else (pages, rounds)
    best: dict[str, Figures] = {}
    for _ in range(rounds):
        with _server(pages) as site, tempfile.TemporaryDirectory() as place:
            for row, name, folder in ROUND:
                _keep_best(best, row, _measured(name, site, Path(place, folder)))
            _asked(site + bench_site.CHANGE)
            for row, name, folder in CHANGED:
                _keep_best(best, row, _measured(name, site, Path(place, folder)))
            best["a fifth changed"]["stale"] = stale_in(Path(place, "whole"))
    _report(best, pages)
    rows = list(_rows(best))
    for row in rows:
        sign = ">=" if row.at_least else "<="
        goal = f"{sign} {row.goal:.2f}" if row.goal is not None else "-"
        click.echo(f"{row.name:<52}{row.ratio:>8.2f}{goal:>9}")
    bench_measure.save(records, rows)


@contextmanager
def _server(pages: int) -> Iterator[str]:
    command = [sys.executable, bench_site.__file__, str(pages)]
    with subprocess.Popen(  # noqa: S603 (this folder's own program)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None  # noqa: S101 (for mypy)
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.communicate()


def _measured(name: str, site: str, folder: Path) -> Figures:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, __file__, name, site, str(folder)]
    _asked(site + bench_site.COUNTS)
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures | _asked(site + bench_site.COUNTS)


def _asked(url: str) -> Figures:
    with urlopen(url) as answer:  # noqa: S310 (on loopback)
        told: Figures = json.load(answer)
        return told


def _keep_best(best: dict[str, Figures], row: str, figures: Figures) -> None:
    known = best.get(row, figures)
    best[row] = {key: min(value, figures[key]) for key, value in known.items() if key in figures}


def _report(best: dict[str, Figures], pages: int) -> None:
    size = bench_site.median_size(bench_site.pages(200)) / 1000
    click.echo(f"Crawl of {pages:,} pages, median {size:.0f} kB, each in a process of its own")
    click.echo(
        f"{'':<24}{'pages':>7}{'pages/s':>9}{'ms CPU':>8}{'x bare':>8}{'MB peak':>9}{'304':>7}"
    )
    plain = best["bare Scrapy"]
    total = plain["count"]
    for row, figures in best.items():
        click.echo(
            f"{row:<24}{figures['count']:>7.0f}{total / figures['seconds']:>9.0f}"
            f"{figures['cpu'] / total * 1000:>8.2f}{plain['cpu'] / figures['cpu']:>8.2f}"
            f"{figures['peak']:>9.0f}{figures.get('304', 0):>7.0f}"
        )


def _rows(best: dict[str, Figures]) -> Iterator[Measure]:
    plain, total = best["bare Scrapy"], best["bare Scrapy"]["count"]
    first, again = best["crawl with archive"], best["again, unchanged"]
    both, read_again = best["crawl and read"], best["again, unchanged: read"]

    def throughput(name: str, figures: Figures, goal: float) -> Measure:
        ours, bare = total / figures["cpu"], total / plain["cpu"]
        return against(
            name,
            ours,
            bare,
            "bare Scrapy",
            unit="pages/CPU s",
            goal=goal,
            at_least=True,
            guide=True,
        )

    yield throughput("crawl with archive: throughput", first, 0.8)
    yield throughput("crawl and read in one process: throughput", both, 0.45)
    yield against(
        "unchanged crawl and read: CPU", read_again["cpu"], both["cpu"], "the first",
        unit="CPU s", goal=0.5, guide=True,
    )  # fmt: skip
    yield against("unchanged crawl: CPU", again["cpu"], first["cpu"], "the first", unit="CPU s")
    yield Measure(
        name="unchanged crawl: share of 304", ratio=read_again.get("304", 0) / total,
        against="all pages", goal=1.0, at_least=True, guide=True,
    )  # fmt: skip
    yield Measure(
        name="unchanged crawl: pages read again", ratio=read_again["count"], against="pages",
        goal=0, guide=True,
    )  # fmt: skip
    theirs = best["with its cache, changed"]["stale"]
    yield Measure(
        name="a fifth changed: stale pages", ratio=best["a fifth changed"]["stale"],
        against=f"{theirs:.0f} with Scrapy's own cache", goal=0, guide=True,
    )  # fmt: skip
    yield against(
        "crawl with archive: peak memory", first["peak"], plain["peak"], "bare Scrapy",
        unit="MB", goal=1.3, guide=True,
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WORK:
        child(*sys.argv[1:4])
    else:
        main()
