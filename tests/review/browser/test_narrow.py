"""Words without an end: no screen grows beyond a narrow window (WCAG 2.2, 1.4.10)."""

from pathlib import Path
from typing import Any

from office import Reviewer
from scene import Scene, page, the_setup

from store import Store

TITLE = "Regional" * 30
HOUSE = "Bürgerhaus" * 12


def width(reviewer: Reviewer) -> Any:
    """The width of what is shown, in pixels."""
    return reviewer.page.evaluate("document.documentElement.scrollWidth")


def test_no_screen_grows_beyond_320_pixels(
    database: Path, clock: Any, open_office: Any, browser: Any
) -> None:
    body = f"<dl><dt>Datum</dt><dd>7. Mai 2026</dd><dt>Ort</dt><dd>{HOUSE}, Halle (Saale)</dd></dl>"
    with Store.open(database) as store:
        scene = Scene(store, clock)
        scene.run("netz", {"https://netz.localhost/termine/lang": page(TITLE, body)})
        uid = scene.uid(TITLE)
    office = open_office(the_setup(database, clock, trusted_hosts=("127.0.0.1",)))
    with office.reviewer(browser, viewport={"width": 320, "height": 700}) as paula:
        paula.open("?q=regionalregional")
        assert paula.names == [TITLE]
        paula.press("j")
        paula.press_and_go("a")  # its name stands in the message as well
        assert TITLE[:150] in paula.message  # told in short
        assert width(paula) == 320
        for path in ("", "?alles=1", f"termin/{uid}", "protokoll", "dubletten", "quellen/netz"):
            paula.open(path)
            assert width(paula) == 320, paula.page.url
