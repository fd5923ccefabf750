"""Makes the screenshots of docs/review.md: every screen of the review over a lived-in world.

Some days of runs and decisions lie behind it, played by the tool, so that figures, charts and the
account have something to show. Wide in light, narrow in dark.
"""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from chromium import launch
from playwright.sync_api import Browser, Page, sync_playwright
from review_world import ROOT, SEEN, UNDO, Clock, Office, World, crawled, office_over

from store import QueueFilter, RejectReason, Store

TARGET = ROOT / "docs" / "screenshots"
LOOKS = {1280: (800, "light"), 390: (844, "dark")}
"""Width to height and scheme."""
NARROW = ("queue", "event", "pair")
"""The screens that are shown on a phone as well."""
LARGEST = 200_000
"""Bytes of one picture: the repository keeps them all."""
_MOVED = "Regionaltag Auental"
"""It is approved before its page names another day."""
_REVIEWED = ("mitteldeutschland", "weserbogen", "nordmark", "elbaue")


@click.command()
@click.option("--only", metavar="NAME", help="Only this screen.")
def main(only: str | None) -> None:
    """Write the screenshots anew."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        world = crawled(Path(folder))
        _live(world, clock)
        screens = _screens(world)
        with office_over(world, clock) as office, sync_playwright() as playwright:
            browser = launch(playwright)
            for width in LOOKS:
                wanted = {
                    name: path
                    for name, path in screens.items()
                    if (width == max(LOOKS) or name in NARROW) and only in (None, name)
                }
                _shoot(office, browser, wanted, width)
            browser.close()


def _live(world: World, clock: Clock) -> None:
    """Three days: runs in which sources move, and what reviewers made of what was found."""
    with Store.open(world.database, timeout=5) as store:
        today = clock.moment.date()
        for number, item in enumerate(store.desk.queue(QueueFilter(), today, limit=200)):
            known = item.source_ids[0] in _REVIEWED and number % 3
            if not known and item.event.name != _MOVED:
                continue
            by = "Pia" if number % 2 else "Paula"
            signed = {"by": by, "now": clock.moment}
            if item.event.name == _MOVED:
                store.desk.approve(item.uid, item.version, **signed)
            elif number % 5 == 4:
                reason = RejectReason.REPORT if number % 2 else RejectReason.NOT_RELEVANT
                store.desk.reject(item.uid, item.version, reason, **signed)
            elif number % 7 == 2:
                values = {"name": f"{item.event.name} (Grundkurs)"}
                store.desk.correct(item.uid, item.version, values, **signed)
            else:
                store.desk.approve(item.uid, item.version, **signed)
    for old, new in (
        ("am 12. Mai 2026", "am 19. Mai 2026"),
        ("von 10 bis 15 Uhr", "von 10 bis 16 Uhr"),
    ):
        world.replace("auental", old, new)
        world.crawl(today=clock.next_day())
    world.answer("bmwe", "status = 503")
    world.crawl(today=clock.next_day())


def _screens(world: World) -> Mapping[str, str]:
    """The paths of the screens, by the name of their picture."""
    with Store.open(world.database, timeout=5) as store:
        uids = {stored.event.name: stored.uid for stored in store.events()}
    pair = sorted(uids[name] for name in uids if "Sitzungen" in name)
    return {
        "login": "anmelden",
        "queue": "",
        "event": f"termin/{uids['Werkstattgespräch Uferwege']}",
        "changed": f"termin/{uids[_MOVED]}",
        "conflict": f"termin/{uids['Pressearbeit für kleine Gemeinden']}",
        "pairs": "dubletten",
        "pair": f"dubletten/{'/'.join(pair)}",
        "sources": "quellen",
        "source": "quellen/mitteldeutschland",
        "precision": "genauigkeit",
        "log": "protokoll",
        "account": "konto",
        "users": "benutzer",
        "help": "hilfe",
        "correct": f"termin/{uids['Werkstattgespräch Uferwege']}",
        "reject": f"termin/{uids['Sprechstunde Breitband']}",
        "undo": f"termin/{uids['Sprechstunde Breitband']}",
        "expired": f"termin/{uids['Werkstattgespräch Uferwege']}",
    }


def _shoot(office: Office, browser: Browser, screens: Mapping[str, str], width: int) -> None:
    height, scheme = LOOKS[width]
    settings = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    TARGET.mkdir(parents=True, exist_ok=True)
    with office.reviewer(browser, "Vera", **settings) as vera:
        for name, path in screens.items():
            page = vera.open(path)
            for ready in _prepared(name, page, office):
                picture = TARGET / f"review-{name}-{width}.png"
                ready.screenshot(path=picture)
                size = picture.stat().st_size
                click.echo(f"{picture.relative_to(ROOT)}: {path}, {size:,} bytes")
                if size > LARGEST:
                    raise click.ClickException(f"{picture.name} is too large for the repository")


def _prepared(name: str, page: Page, office: Office) -> Iterator[Page]:
    """Bring the screen into the state that is shown."""
    if name == "login":
        with page.context.browser.new_page(viewport=page.viewport_size) as other:
            other.goto(page.url, wait_until="load")
            yield other
        return
    if name == "conflict":
        _let_somebody_be_faster(page, office)
    elif name == "correct":
        page.locator("#feld-startDate .edit summary").click()
        page.fill("#in-startDate", "17.4.26, 10 bis 16 Uhr")
        page.locator("#feld-startDate [data-understood]:not(:empty)").wait_for()
    elif name == "reject":
        page.locator(SEEN).wait_for()
        page.keyboard.press("r")
    elif name == "undo":
        page.locator(SEEN).wait_for()
        page.locator("[data-approve]").click()
        page.locator(UNDO).wait_for()
    elif name == "expired":
        _let_the_login_end(page, office)
    yield page


def _let_somebody_be_faster(page: Page, office: Office) -> None:
    """Type something, have somebody else decide meanwhile, and send it."""
    page.locator("#feld-name summary").click()
    page.fill("#in-name", "Pressearbeit für Gemeinden")
    with office.reviewer(page.context.browser, "Pia") as pia:
        pia.open(page.url.removeprefix(office.address))
        pia.page.locator("#feld-name summary").click()
        pia.page.fill("#in-name", "Pressearbeit für kleine Gemeinden, Grundkurs")
        pia.click_and_go("[data-approve]")
    page.locator(SEEN).wait_for()
    page.locator("[data-approve]").click()
    page.locator("#konflikt").wait_for()


def _let_the_login_end(page: Page, office: Office) -> None:
    """Type something, have all logins ended meanwhile, and send it. The last picture of all."""
    page.locator("#feld-name .edit summary").click()
    page.fill("#in-name", "Werkstattgespräch: Wege am Ufer")
    with office.reviewer(page.context.browser, "Vera") as again:
        again.open("benutzer")
        again.click_and_go("tr:has-text('Vera') button:has-text('Überall abmelden')")
    page.locator(SEEN).wait_for()
    page.locator("[data-approve]").click()
    page.locator("#password").wait_for()


if __name__ == "__main__":
    main()
