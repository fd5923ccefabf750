"""The screens of sources: how each does, what is held of it, its pause, its charts."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scene import SOURCES, Scene, page, the_setup

from model import EntryKind, HealthState, Verdict
from review.app import create_app
from review.bars import Counted, bar_chart, round_up
from review.crawl_words import ENTRIES, VERDICTS
from review.setup import SourceHealth
from store import RejectReason, Store

COUNT = 10


def fair(number: int, day: int, month: int = 5, more: str = "") -> str:
    return page(
        f"Markttag Nummer {number}",
        f"<dl><dt>Datum</dt><dd>{day:02}.{month:02}.2026, 10 Uhr</dd>"
        "<dt>Ort</dt><dd>Rathaus, Gera</dd></dl>",
        f"Zum Markttag Nummer {number} sind alle eingeladen. {more}",
    )


def site(moved: int = 0, gone: int = 0) -> dict[str, str]:
    """One page an event; `moved` of them a month later, the last `gone` of them tell nothing."""
    pages = {
        f"https://netz.localhost/m/{n}": fair(n, 3 + n, 6 if n < moved else 5) for n in range(COUNT)
    }
    return pages | {
        f"https://netz.localhost/m/{n}": page("Nichts") for n in range(COUNT - gone, COUNT)
    }


@pytest.fixture(scope="module")
def held_file(filled_file: Path, tmp_path_factory: Any) -> Path:
    """The filled database with a source of which seven of thirteen events would move."""
    file = Path(shutil.copy(filled_file, tmp_path_factory.mktemp("sources") / "regioradar.sqlite"))
    with Store.open(file) as store:
        moment = datetime(2026, 3, 1, 8, tzinfo=UTC)
        Scene(store, lambda: moment).run("netz", site())
        moment += timedelta(hours=12)
        Scene(store, lambda: moment).run("netz", site(7))
        assert len(store.holds()) == 1
    return file


@pytest.fixture
def database(held_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(held_file, tmp_path / "regioradar.sqlite"))


@pytest.fixture
def app(database: Path, clock: Any) -> Any:
    """The application, with a health that is told."""
    told = {
        "netz": SourceHealth(state=HealthState.BROKEN, sentences=("Antwortet nicht.",)),
        "amt": SourceHealth(state=HealthState.WELL),
    }
    made = create_app(replace(the_setup(database, clock), health=lambda _: told))
    made.testing = True
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    made.extensions["regioradar-stores"].close()


def shown(text: str) -> dict[str, str]:
    """The hold and its version that a page shows."""
    return dict(re.findall(r'name="(halt|version)" value="([^"]+)"', text))


def moved(scene: Any) -> int:
    return sum(
        s.event.when.first_day.month == 6
        for s in scene.store.events()
        if s.event.name.startswith("Markttag")
    )


def test_the_list_has_what_needs_a_look_first(reader: Any) -> None:
    text = reader.get("/quellen").text
    assert text.index("Netzwerk Beispielregion") < text.index("Amt für Beispiele")
    assert "gestört" in text
    assert "Antwortet nicht." in text
    assert "zurückgehalten" in text
    assert '<a class="inline" href="/?quelle=amt">2<' in text


def test_the_list_can_be_narrowed(reader: Any) -> None:
    assert "Amt für Beispiele" not in reader.get("/quellen?zustand=blick").text
    assert "Amt für Beispiele" not in reader.get("/quellen?zustand=gehalten").text
    found = reader.get("/quellen?q=amt").text
    assert "Amt für Beispiele" in found
    assert "Netzwerk Beispielregion" not in found
    assert "Keine Quelle ist angehalten." in reader.get("/quellen?zustand=angehalten").text
    assert reader.get("/quellen?zustand=erfunden").status_code == 200


def test_a_source_tells_its_runs_addresses_and_figures(reader: Any) -> None:
    text = reader.get("/quellen/netz").text
    assert "Gefundene Termine" in text
    assert 'role="img" aria-label="Gefundene Termine: ' in text
    assert "netz.localhost/m/3" in text
    assert "Noch nie" not in text
    assert "vollständig" in text
    assert reader.get("/quellen/gibtsnicht").status_code == 404


def test_what_is_held_is_told_event_by_event(reader: Any) -> None:
    text = re.sub(r"<[^>]+>", " ", reader.get("/quellen/netz").text)
    text = " ".join(text.split())
    assert "Von 13 kommenden Terminen würden sich 7 ändern." in text
    assert "Markttag Nummer 3 Wann 6. Mai 2026, 10 Uhr → jetzt: 6. Juni 2026, 10 Uhr" in text
    assert "Freigeben kann, wer Quellen verwaltet." in text


def test_a_release_waits_for_the_next_run_and_is_carried_out_by_it(
    manager: Any, scene: Any
) -> None:
    answer = manager.post("/quellen/netz/freigeben", data=shown(manager.get("/quellen/netz").text))
    assert answer.status_code == 302
    text = manager.get("/quellen/netz").text
    assert "Vera hat das am" in text
    assert "Das stimmt: freigeben" not in text
    assert "freigegeben, wartet auf den Lauf" in manager.get("/quellen").text
    assert moved(scene) == 0
    scene.run("netz", {})
    assert moved(scene) == 7
    assert "zurückgehalten" not in manager.get("/quellen/netz").text


def test_a_release_can_be_undone_on_the_spot(manager: Any, scene: Any) -> None:
    manager.post("/quellen/netz/freigeben", data=shown(manager.get("/quellen/netz").text))
    act = scene.store.desk.acts()[0].act
    answer = manager.post("/rueckgaengig", data={"act": act, "von": "/quellen/netz"})
    assert answer.location == "/quellen/netz"
    scene.run("netz", {})
    assert moved(scene) == 0
    assert "Das stimmt: freigeben" in manager.get("/quellen/netz").text


def test_what_came_up_meanwhile_is_shown_and_not_released(
    manager: Any, scene: Any, clock: Any
) -> None:
    seen = shown(manager.get("/quellen/netz").text)
    clock.tick(hours=1)
    scene.run("netz", site(8))
    answer = manager.post("/quellen/netz/freigeben", data={**seen, "notiz": "Umzug"})
    assert answer.status_code == 409
    assert 'value="Umzug"' in answer.text
    assert "würden sich 8 ändern" in answer.text
    assert scene.store.source_desk.requests() == {}
    again = {**seen, **shown(answer.text)}
    assert manager.post("/quellen/netz/freigeben", data=again).status_code == 302


def test_a_release_that_fits_no_more_says_so(manager: Any, scene: Any, clock: Any) -> None:
    manager.post("/quellen/netz/freigeben", data=shown(manager.get("/quellen/netz").text))
    clock.tick(hours=1)
    scene.run("netz", site(7, gone=2))
    text = manager.get("/quellen/netz").text
    assert "Die Freigabe gilt dafür nicht." in text
    assert "würde verschwinden" in text
    assert "Das stimmt: freigeben" in text


def test_a_source_is_paused_with_its_reason_and_resumed(manager: Any, scene: Any) -> None:
    manager.post("/quellen/amt/anhalten", data={"notiz": "<b>Umbau</b>"})
    assert scene.store.source_desk.pauses()["amt"].by == "Vera"
    text = manager.get("/quellen/amt").text
    assert "„&lt;b&gt;Umbau&lt;/b&gt;“" in text
    assert "angehalten" in manager.get("/quellen?zustand=angehalten").text
    assert manager.post("/quellen/amt/anhalten").status_code == 422
    manager.post("/quellen/amt/fortsetzen")
    assert scene.store.source_desk.pauses() == {}
    assert manager.post("/quellen/gibtsnicht/anhalten").status_code == 404


@pytest.mark.parametrize("verb", ["anhalten", "fortsetzen", "freigeben"])
def test_only_who_manages_may(checker: Any, scene: Any, verb: str) -> None:
    page = checker.get("/quellen/netz").text
    assert "Quelle anhalten" not in page
    (hold,) = scene.store.holds()
    data = {"halt": hold.hold_id, "version": scene.store.source_desk.version(hold)}
    assert checker.post(f"/quellen/netz/{verb}", data=data).status_code == 403
    assert scene.store.source_desk.pauses() == {}
    assert scene.store.source_desk.requests() == {}


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40])
def test_a_hold_that_is_none_is_refused(manager: Any, number: str) -> None:
    data = {"halt": number, "version": "x"}
    assert manager.post("/quellen/netz/freigeben", data=data).status_code == 400
    assert manager.post("/quellen/netz/freigeben", data={"halt": "999"}).status_code == 422


def test_what_reviewing_says_stands_with_the_source(manager: Any, scene: Any, clock: Any) -> None:
    store = scene.store
    for uid, reason in [(scene.uid("Fachtag"), None), (scene.uid("Markttag Nummer 2"), "report")]:
        version = store.desk.sheet(uid, clock().date()).item.version
        if reason:
            store.desk.reject(uid, version, RejectReason(reason), by="Paula", now=clock())
        else:
            store.desk.approve(uid, version, by="Paula", now=clock())
    assert "1 von 1" in manager.get("/quellen/amt").text
    text = manager.get("/quellen/netz").text
    assert "Warum abgelehnt wurde" in text
    assert "Rückblick" in text


def test_every_verdict_and_every_kind_of_entry_has_its_word() -> None:
    assert VERDICTS.keys() == set(Verdict)
    assert ENTRIES.keys() == set(EntryKind)
    assert set(SOURCES) == {"netz", "amt"}


@pytest.mark.parametrize(
    ("value", "top"),
    [(0, 1), (1, 1), (7, 8), (11, 12), (13, 15), (21, 30), (101, 120), (999, 1000)],
)
def test_the_upper_line_stands_at_a_round_number(value: int, top: int) -> None:
    assert round_up(value) == top


def test_bars_stand_side_by_side_the_latest_at_the_right() -> None:
    counted = [Counted(value=v, title=str(v)) for v in (5, None, 10)]
    chart = bar_chart(counted, width=100, height=50, room=10)
    assert [bar.height for bar in chart.bars] == [25.0, 1.0, 50.0]
    assert [bar.empty for bar in chart.bars] == [False, True, False]
    xs = [bar.x for bar in chart.bars]
    assert xs == sorted(xs)
    assert xs[-1] + chart.bars[-1].width <= 100
    assert bar_chart([], width=100, height=50, room=10).bars == ()
