"""Makes the screenshots of docs/screenshots from the demo: what readers and subscribers see.

Wide in light, some narrow in dark too. Runs the demo in a folder of its own unless --site names
one that is published; the browser is the system's Chromium and sees nothing but loopback.
"""

import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import click
from chromium import launch
from playwright.sync_api import Browser, sync_playwright

from regioradar.exit_codes import ExitCode
from regioradar.serving import FeedServer

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
LOOKS = {1280: (900, "light"), 390: (844, "dark")}
"""Width to height and scheme."""

NARROW = frozenset({"list", "month", "event", "subscribe", "embedded"})
"""The pages that are shown as on a phone, too."""
WIDE = frozenset({"list", "month", "event", "subscribe", "selections", "selection", "cancelled"})
"""The pages that are shown as on a desk."""

LARGEST = 150_000
"""Bytes of one picture: the repository keeps them all."""


@click.command()
@click.option("--site", type=click.Path(path_type=Path), help="A published folder of the demo.")
def main(site: Path | None) -> None:
    """Write the screenshots anew."""
    with tempfile.TemporaryDirectory() as folder:
        shown = site or _demo(Path(folder))
        with FeedServer(shown) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as playwright:
                browser = launch(playwright)
                for width in LOOKS:
                    _shoot(browser, server.address, _pages(shown), width)
                browser.close()
            server.shutdown()


def _demo(folder: Path) -> Path:
    command = [sys.executable, "-m", "regioradar", "demo", "--dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 (our own program)
    if done.returncode not in (ExitCode.OK, ExitCode.PARTLY):
        raise click.ClickException("the demo failed")
    return folder / "public"


def _pages(site: Path) -> dict[str, str]:
    """The pages to show: of a kind the one with most of something; the parts to show of them."""

    def most(folder: str, what: str) -> str:
        found = sorted((site / folder).glob("*.html"))
        most = max(found, key=lambda file: file.read_text("utf-8").count(what))
        return most.relative_to(site).as_posix()

    return {
        "list": "index.html",
        "month": most("monat", "<li"),
        "event": most("termin", "<dd"),
        "subscribe": "abonnieren.html",
        "selections": "auswahl.html",
        "selection": most("land", "<li") + "#abonnieren",
        "cancelled": most("termin", ">ABGESAGT<"),
        "embedded": most("embed/land", "<li"),
    }


def _shoot(browser: Browser, address: str, pages: dict[str, str], width: int) -> None:
    height, scheme = LOOKS[width]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="de-DE",
    )
    page = context.new_page()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, file in pages.items():
        if name not in (WIDE if width == max(LOOKS) else NARROW):
            continue
        page.goto(address + file, wait_until="load")
        picture = TARGET / f"{name}-{width}.png"
        page.screenshot(path=picture)
        size = picture.stat().st_size
        click.echo(f"{picture.relative_to(ROOT)}: {file}, {size:,} bytes")
        if size > LARGEST:
            raise click.ClickException(f"{picture.name} is too large for the repository")
    context.close()


if __name__ == "__main__":
    main()
