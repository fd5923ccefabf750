"""What was approved on the screen stays published until somebody has looked at what changed."""

import re
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from scene import PAGES, page

from model import EventStatus

URL = "https://netz.localhost/termine/dialog"


def at(uid: str, verb: str = "") -> str:
    return f"/termin/{quote(uid, safe='@')}{verb}"


def approve(client: Any, uid: str) -> None:
    version = re.search(r'name="version" value="([^"]+)"', client.get(at(uid)).text)
    assert version is not None
    answer = client.post(at(uid, "/freigeben"), data={"version": version[1]})
    assert answer.status_code == 302, answer.text


@pytest.fixture
def approved(scene: Any, logged_in: Any, clock: Any) -> Any:
    """The event of a page that was approved in the application; its UID and the reviewer."""
    uid, paula = scene.uid("Dialogforum"), logged_in("Paula")
    approve(paula, uid)
    clock.tick(hours=6)
    return uid, paula


def changed(client: Any) -> str:
    """The list of what has changed since it was judged."""
    answer = client.get("/?liste=geaendert")
    assert answer.status_code == 200
    return str(
        re.sub(r"(?s)<div class=.messages.*?</div>|<section class=.latest.*", "", answer.text)
    )


def crawl(scene: Any, when: str) -> None:
    """The page is read again, with other words for its time."""
    text = f"{when} findet das Dialogforum online statt."
    scene.run("netz", {**PAGES["netz"], URL: page("Dialogforum Ländliche Räume", text)})


def stored(scene: Any, uid: str) -> Any:
    (found,) = (each for each in scene.store.events() if each.uid == uid)
    return found.event


def test_another_day_waits_and_both_are_shown(scene: Any, approved: Any) -> None:
    uid, paula = approved
    assert "Dialogforum" not in changed(paula)
    crawl(scene, "Am 12. Mai 2026 von 9:30 bis 13 Uhr")
    assert stored(scene, uid).when.first_day == date(2026, 5, 5)
    assert "Dialogforum" in changed(paula)
    screen = paula.get(at(uid)).text
    assert "5. Mai 2026" in screen
    assert "12. Mai 2026" in screen
    assert "öffentlich ist noch die freigegebene Fassung" in screen
    approve(paula, uid)
    assert "öffentlich ist noch die freigegebene Fassung" not in paula.get(at(uid)).text


def test_approved_again_readers_see_the_new_day_and_undone_the_old(
    scene: Any, approved: Any
) -> None:
    uid, paula = approved
    crawl(scene, "Am 12. Mai 2026 von 9:30 bis 13 Uhr")
    approve(paula, uid)
    assert stored(scene, uid).when.first_day == date(2026, 5, 12)
    assert "Dialogforum" not in changed(paula)
    (act, *_) = scene.store.desk.acts(by="Paula")
    assert paula.post("/rueckgaengig", data={"act": act.act}).status_code == 302
    assert stored(scene, uid).when.first_day == date(2026, 5, 5)
    assert "Dialogforum" in changed(paula)


def test_a_cancellation_is_told_at_once(scene: Any, approved: Any) -> None:
    uid, paula = approved
    scene.run(
        "netz",
        {
            **PAGES["netz"],
            URL: page(
                "Abgesagt: Dialogforum Ländliche Räume",
                "Das Dialogforum am 5. Mai 2026 von 9:30 bis 13 Uhr ist leider abgesagt.",
            ),
        },
    )
    assert stored(scene, uid).status is EventStatus.CANCELLED
    assert stored(scene, uid).publish
    assert "Dialogforum" in changed(paula)


def test_a_longer_text_asks_nobody(scene: Any, approved: Any) -> None:
    uid, paula = approved
    text = "Am 5. Mai 2026 von 9:30 bis 13 Uhr findet das Dialogforum online statt."
    more = page("Dialogforum Ländliche Räume", text, "Mit einem Vortrag zur Daseinsvorsorge.")
    scene.run("netz", {**PAGES["netz"], URL: more})
    assert "Dialogforum" not in changed(paula)
    assert stored(scene, uid).when.first_day == date(2026, 5, 5)
