"""Time the crawl against bare Scrapy on 2,000 local pages, in the same run: ratios.

Every crawl has a process of its own, with the same concurrency and without pauses, and the server
has another one. Bare Scrapy follows the same links and keeps nothing. Of several rounds the best
counts: what else the machine does only adds. Peak memory is that of the whole process.
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

import bench_site
import click

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


# --- What is measured, each in a process of its own -------------------------------------------
# Each function loads what it needs and returns the work itself, which gives a number of pages.


def bare(site: str, _folder: Path) -> Callable[[], int]:
    """Crawl with nothing but Scrapy."""
    import scrapy
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import Response

    class Bare(scrapy.Spider):
        name = "bare"
        start_urls = (f"{site}/liste/0",)
        seen = 0

        def parse(self, response: Response) -> Iterator[Any]:
            Bare.seen += 1
            yield from response.follow_all(css="a.detail", callback=self.detail)
            yield from response.follow_all(css='a[rel="next"]')

        def detail(self, response: Response) -> Iterator[Any]:
            Bare.seen += 1
            yield {"url": response.url, "size": len(response.body)}

    def work() -> int:
        process = CrawlerProcess(SETTINGS)
        process.crawl(Bare)
        process.start()
        return Bare.seen

    return work


def crawl(site: str, folder: Path) -> Callable[[], int]:
    """Crawl into the archive in `folder`."""
    work = _run(site, folder, extract=False)
    return lambda: work().pages


def whole(site: str, folder: Path) -> Callable[[], int]:
    """Crawl and read in one process; the pages that are read count."""
    work = _run(site, folder, extract=True)
    return lambda: work().read


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


WORK = {"bare": bare, "crawl": crawl, "whole": whole}


def child(name: str, site: str, folder: str) -> None:
    """Do one piece of work and print what it took."""
    work = WORK[name](site, Path(folder))
    begin, cpu = time.perf_counter(), time.process_time()
    count = work()
    figures = {
        "count": count,
        "seconds": time.perf_counter() - begin,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


# --- The report ---------------------------------------------------------------------------------


@click.command()
@click.option("--pages", default=PAGES, show_default=True, help="Number of detail pages.")
@click.option("--rounds", default=2, show_default=True, help="Rounds, of which the best counts.")
def main(pages: int, rounds: int) -> None:
    """Crawl bare, with the archive, again without a change, and with reading."""
    best: dict[str, Figures] = {}
    with _server(pages) as site:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
                for row, name, where in (
                    ("bare Scrapy", "bare", folder),
                    ("crawl with archive", "crawl", folder),
                    ("again, unchanged", "crawl", folder),
                    ("crawl and read", "whole", other),
                    ("again, unchanged: read", "whole", other),
                ):
                    _keep_best(best, row, _measured(name, site, where))
    _report(best, pages)


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


def _measured(name: str, site: str, folder: str) -> Figures:
    command = [sys.executable, __file__, name, site, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _keep_best(best: dict[str, Figures], row: str, figures: Figures) -> None:
    known = best.get(row, figures)
    best[row] = {key: min(value, figures[key]) for key, value in known.items()}


def _report(best: dict[str, Figures], pages: int) -> None:
    size = bench_site.median_size(bench_site.pages(200)) / 1000
    click.echo(f"Crawl of {pages:,} pages, median {size:.0f} kB, each in a process of its own")
    head = f"{'':<24}{'pages':>7}{'pages/s':>9}{'ms CPU':>8}{'x bare':>8}{'MB peak':>9}"
    click.echo(head)
    plain = best["bare Scrapy"]
    total = plain["count"]
    for row, figures in best.items():
        click.echo(
            f"{row:<24}{figures['count']:>7.0f}{total / figures['seconds']:>9.0f}"
            f"{figures['cpu'] / total * 1000:>8.2f}{plain['seconds'] / figures['seconds']:>8.2f}"
            f"{figures['peak']:>9.0f}"
        )
    first, again = best["crawl with archive"], best["again, unchanged"]
    both, read_again = best["crawl and read"], best["again, unchanged: read"]
    click.echo(f"{'':<44}{'ratio':>7}{'goal':>9}")
    for text, ratio, goal in (
        ("throughput, with archive", plain["seconds"] / first["seconds"], ">= 0.80"),
        ("throughput, with archive and reading", plain["seconds"] / both["seconds"], ">= 0.45"),
        ("peak memory, with archive", first["peak"] / plain["peak"], "<= 1.30"),
        ("CPU of an unchanged run, of the first", read_again["cpu"] / both["cpu"], "<= 0.50"),
        ("the same without reading", again["cpu"] / first["cpu"], "-"),
    ):
        click.echo(f"{text:<44}{ratio:>7.2f}{goal:>9}")
    click.echo(f"{'pages read again':<44}{read_again['count']:>7.0f}{'0':>9}")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WORK:
        child(*sys.argv[1:4])
    else:
        main()
