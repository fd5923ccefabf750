"""Counts what twenty items of the queue cost a reviewer: keys, seconds of waiting, seconds of work.

The real application in Chromium over a crawl of the replica sites, worked through from the top of
the queue by keyboard alone, with what a careful person would find there: most is right, two fields
are left open by their pages and typed, one event is listed twice and rejected, one key is a slip
and taken back. Waiting is measured; working is reckoned by the keystroke-level model of Card, Moran
and Newell (1980): 0.2 s for a key of a practised typist, 1.35 s for making up one's mind. Reading
comes on top.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

import click
from chromium import launch
from playwright.sync_api import Page, sync_playwright
from review_world import SEEN, Clock, crawled, office_over

ITEMS = 20
KEY, MIND = 0.2, 1.35
"""Seconds."""
TYPED = {
    "Sprechstunde Breitband": ("#in-location\\.town", "Torgau"),
    "Werkstattgespräch Uferwege": ("#in-startDate", "17.4.26, 10–15 Uhr"),
}
"""What a page leaves open and somebody knows or looks up, by the event's name."""
REJECTED = {"Schwierige Sitzungen moderieren": "5"}
"""What is listed twice; the figure is that of the reason "Dublette"."""
_MOST_TABS = 6
SLIP = 7
"""The item at which the wrong key is pressed first."""


class Hand:
    """Presses keys and counts them; `waits` are the seconds until the next screen stood."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = self.typed = self.decisions = 0
        self.waits: list[float] = []

    def press(self, *keys: str) -> None:
        """Press keys that lead nowhere."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)
        self.typed += len(text)

    def go(self, key: str) -> None:
        """Press a key that leads to the next screen, and wait for it."""
        self.page.locator(SEEN).wait_for()
        start = time.perf_counter()
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)
        self.waits.append(time.perf_counter() - start)
        self.keys += 1
        self.decisions += 1


@click.command()
def main() -> None:
    """Print the count as a table of Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        world = crawled(Path(folder))
        with office_over(world, Clock()) as office, sync_playwright() as playwright:
            browser = launch(playwright)
            with office.reviewer(browser) as paula:
                paula.open()
                hand = Hand(paula.page)
                began = time.perf_counter()
                hand.press("j")
                hand.go("o")
                for number in range(ITEMS):
                    _judge(hand, paula.heading, slip=number == SLIP)
                whole = time.perf_counter() - began
                faults = paula.visit.breaches()
            browser.close()
    if faults:
        raise click.ClickException("; ".join(faults))
    _tell(hand, whole)


def _judge(hand: Hand, name: str, *, slip: bool) -> None:
    """Decide one event as it deserves; the screen of the next one follows."""
    if name in TYPED:
        field, text = TYPED[name]
        hand.press("e")
        for _ in range(_MOST_TABS):
            if hand.page.evaluate("(s) => document.activeElement.matches(s)", field):
                break
            hand.press("Tab")
        else:
            raise click.ClickException(f"{name}: {field} is not reached by keys")
        hand.type(text)
        hand.press("Escape")
        hand.go("a")
    elif name in REJECTED:
        hand.press("r")
        hand.go(REJECTED[name])
    else:
        hand.go("a")
    if slip:
        hand.go("u")
        hand.go("a")


def _tell(hand: Hand, whole: float) -> None:
    strokes = hand.keys + hand.typed
    waited = sum(hand.waits)
    worked = strokes * KEY + hand.decisions * MIND
    rows = (
        ("items", f"{ITEMS}"),
        ("keys, without typed text", f"{hand.keys}"),
        ("characters of text", f"{hand.typed}"),
        ("waiting for the next screen, all", f"{waited:.1f} s"),
        ("waiting, median", f"{median(hand.waits) * 1000:.0f} ms"),
        ("the whole by machine, start to end", f"{whole:.1f} s"),
        ("hand and mind by the model, without reading", f"{worked:.0f} s"),
        ("an item, all together, without reading", f"{(waited + worked) / ITEMS:.1f} s"),
    )
    click.echo("| what | count |\n|---|---|")
    for what, count in rows:
        click.echo(f"| {what} | {count} |")


if __name__ == "__main__":
    main()
