"""The screens of pairs: side by side, joined with a choice, kept apart, parted again, undone."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scene import Scene, page

import matching
from matching.days import Clock, Days
from matching.towns import TownRelation
from review.features import Speaks, features_of
from store import ActKind, Store

DEGREES = ("title", "organizer", "venue")
ONE = page(
    "Fachkonferenz Wasserstoff in der Lausitz",
    "<dl><dt>Datum</dt><dd>14.05.2026, 10 bis 16 Uhr</dd><dt>Ort</dt><dd>Messe, Cottbus</dd></dl>",
    "Die Fachkonferenz bringt Unternehmen und Forschung zusammen.",
)
OTHER = page(
    "Wasserstoff für die Lausitz: Konferenz",
    "<dl><dt>Datum</dt><dd>14.05.2026, 9:30 Uhr</dd><dt>Ort</dt><dd>Stadthalle Cottbus</dd></dl>",
    "Konferenz mit Ausstellung.",
)


@pytest.fixture(scope="module")
def paired_file(filled_file: Path, tmp_path_factory: Any) -> Path:
    """The filled database with two events that may be one; not to be written."""
    file = Path(shutil.copy(filled_file, tmp_path_factory.mktemp("pairs") / "regioradar.sqlite"))
    with Store.open(file) as store:
        scene = Scene(store, lambda: datetime(2026, 3, 2, 6, tzinfo=UTC))
        scene.run("netz", {"https://netz.localhost/wasserstoff": ONE})
        scene.run("amt", {"https://amt.localhost/wasserstoff": OTHER})
    return file


@pytest.fixture
def database(paired_file: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copy(paired_file, tmp_path / "regioradar.sqlite"))


@pytest.fixture
def pair(scene: Any) -> str:
    """The address of two events that may be one."""
    ((one, other),) = (
        uids
        for uids in scene.store.desk.open_pair_uids(scene.clock().date())
        if scene.uid("Fachkonferenz") in uids
    )
    return f"/dubletten/{one}/{other}"


def hidden(text: str) -> dict[str, str]:
    """The versions that a page shows, and the choices that are made in it."""
    found = dict(re.findall(r'name="(version_[ab])" value="([^"]+)"', text))
    found |= dict(re.findall(r'name="(wahl-\w+)" value="(\w+)" checked', text))
    return found


def wasserstoff(scene: Any) -> list[Any]:
    return [s for s in scene.store.events() if "Wasserstoff" in s.event.name]


def side_of(pair: str, uid: str) -> str:
    return "a" if pair.split("/")[2] == uid else "b"


def test_the_list_shows_both_with_what_speaks_for_and_against(checker: Any, pair: str) -> None:
    text = checker.get("/dubletten").text
    assert f'href="{pair}"' in text
    assert "Fachkonferenz Wasserstoff in der Lausitz" in text
    assert "Wasserstoff für die Lausitz: Konferenz" in text
    assert "= Dieselben Tage" in text
    assert "≠ Andere Häuser" in text


def test_the_end_of_the_list_is_no_error(checker: Any) -> None:
    assert checker.get("/dubletten?seite=99999").status_code == 200
    assert checker.get("/dubletten?seite=x").status_code == 200


def test_side_by_side_what_differs_is_to_be_chosen(checker: Any, pair: str) -> None:
    text = checker.get(pair).text
    assert "14. Mai 2026, 10–16 Uhr" in text
    assert "Stadthalle Cottbus" in text
    assert {"wahl-name", "wahl-wann", "wahl-location"} <= hidden(text).keys()


def test_joined_with_what_was_chosen(checker: Any, scene: Any, pair: str) -> None:
    other = scene.uid("Konferenz")
    said = hidden(checker.get(pair).text)
    said["wahl-name"] = said["wahl-location"] = side_of(pair, other)
    said["wahl-wann"] = side_of(pair, scene.uid("Fachkonferenz"))
    answer = checker.post(f"{pair}/zusammenfuehren", data={**said, "notiz": "Dieselbe Messe"})
    assert answer.status_code == 302
    (joined,) = wasserstoff(scene)
    assert joined.event.name == "Wasserstoff für die Lausitz: Konferenz"
    assert joined.event.location.name == "Stadthalle Cottbus"
    assert joined.event.when.start.hour == 10
    assert len(joined.mentions) == 2
    act = scene.store.desk.acts()[0]
    assert (act.kind, act.by, act.note) == (ActKind.SAME, "Paula", "Dieselbe Messe")
    assert "Zusammengeführt: " in checker.get(answer.location).text


def test_what_comes_out_by_itself_is_no_correction(checker: Any, scene: Any, pair: str) -> None:
    checker.post(f"{pair}/zusammenfuehren", data=hidden(checker.get(pair).text))
    (joined,) = wasserstoff(scene)
    assert joined.corrections == ()


def test_joining_holds_over_the_next_run_and_can_be_undone(
    checker: Any, scene: Any, pair: str
) -> None:
    checker.post(f"{pair}/zusammenfuehren", data=hidden(checker.get(pair).text))
    changed = OTHER.replace("mit Ausstellung", "mit großer Ausstellung")
    scene.run("amt", {"https://amt.localhost/wasserstoff": changed})
    assert len(wasserstoff(scene)) == 1
    act = scene.store.desk.acts()[0].act
    answer = checker.post("/rueckgaengig", data={"act": act, "von": pair})
    assert answer.location == pair
    assert len(wasserstoff(scene)) == 2


def test_different_ones_are_not_asked_about_again(checker: Any, scene: Any, pair: str) -> None:
    answer = checker.post(f"{pair}/verschieden", data=hidden(checker.get(pair).text))
    assert answer.status_code == 302
    assert len(wasserstoff(scene)) == 2
    assert f'href="{pair}"' not in checker.get("/dubletten").text
    scene.run("amt", {"https://amt.localhost/wasserstoff": OTHER.replace("9:30", "10")})
    assert f'href="{pair}"' not in checker.get("/dubletten").text
    assert "Paula hat am" in checker.get(pair).text


def test_joined_ones_can_be_parted_from_the_same_address(
    checker: Any, scene: Any, pair: str
) -> None:
    checker.post(f"{pair}/zusammenfuehren", data=hidden(checker.get(pair).text))
    text = checker.get(pair).text
    assert "Wieder trennen" in text
    assert checker.post(f"{pair}/verschieden", data=hidden(text)).status_code == 302
    assert len(wasserstoff(scene)) == 2


def test_a_record_is_taken_out_of_an_event(checker: Any, scene: Any, pair: str) -> None:
    checker.post(f"{pair}/zusammenfuehren", data=hidden(checker.get(pair).text))
    (joined,) = wasserstoff(scene)
    sheet = scene.store.desk.sheet(joined.uid, scene.clock().date())
    (part,) = (uid for uid, source in sheet.dossier.records.items() if source == "amt")
    shown = checker.get(f"/termin/{joined.uid}?liste=neu").text
    assert f'<button class="plain" form="trennen" name="teil" value="{part}">Abtrennen' in shown
    answer = checker.post(
        f"/termin/{joined.uid}/trennen?liste=neu",
        data={"version": sheet.item.version, "teil": part},
    )
    assert answer.status_code == 302
    assert answer.location == f"/termin/{joined.uid}?liste=neu"
    assert "sind jetzt ein eigener Termin." in checker.get(answer.location).text
    assert len(wasserstoff(scene)) == 2


def test_what_is_to_be_taken_out_is_asked_again_when_it_was_judged_meanwhile(
    checker: Any, scene: Any, pair: str
) -> None:
    checker.post(f"{pair}/zusammenfuehren", data=hidden(checker.get(pair).text))
    (joined,) = wasserstoff(scene)
    desk, today = scene.store.desk, scene.clock().date()
    sheet = desk.sheet(joined.uid, today)
    (part,) = (uid for uid, source in sheet.dossier.records.items() if source == "amt")
    desk.approve(joined.uid, sheet.item.version, by="Pia", now=scene.clock.tick(minutes=1))
    address = f"/termin/{joined.uid}/trennen"
    answer = checker.post(address, data={"version": sheet.item.version, "teil": part})
    assert answer.status_code == 409
    assert "Trotzdem abtrennen" in answer.text
    assert f'name="teil" value="{part}"' in answer.text
    assert len(wasserstoff(scene)) == 1
    now = desk.sheet(joined.uid, today).item.version
    assert checker.post(address, data={"version": now, "teil": part}).status_code == 302
    assert len(wasserstoff(scene)) == 2


def test_a_conflict_shows_what_is_there_now_and_keeps_the_choice(
    checker: Any, scene: Any, pair: str
) -> None:
    said = hidden(checker.get(pair).text)
    said |= {"wahl-name": side_of(pair, scene.uid("Konferenz")), "notiz": "Meine Notiz"}
    scene.run("amt", {"https://amt.localhost/wasserstoff": OTHER.replace("9:30", "11")})
    answer = checker.post(f"{pair}/zusammenfuehren", data=said)
    assert answer.status_code == 409
    assert len(wasserstoff(scene)) == 2
    now = hidden(answer.text)
    assert now["version_a"] != said["version_a"] or now["version_b"] != said["version_b"]
    assert now["wahl-name"] == said["wahl-name"]
    assert 'value="Meine Notiz"' in answer.text
    assert "14. Mai 2026, 11 Uhr" in answer.text
    assert checker.post(f"{pair}/zusammenfuehren", data={**said, **now}).status_code == 302


def test_readers_see_it_and_decide_nothing(reader: Any, scene: Any, pair: str) -> None:
    text = reader.get(pair).text
    assert "Ein Termin oder zwei?" in text
    assert "zusammenführen" not in text
    for verb in ("zusammenfuehren", "verschieden"):
        assert reader.post(f"{pair}/{verb}", data=hidden(text)).status_code == 403
    assert len(wasserstoff(scene)) == 2


def test_what_is_no_pair_is_not_found(checker: Any, scene: Any) -> None:
    uid = scene.store.events()[0].uid
    assert checker.get(f"/dubletten/{uid}/nichts@regioradar.example").status_code == 404
    assert checker.get(f"/dubletten/{uid}/{uid}").status_code == 404


def test_any_two_can_be_compared_though_nothing_was_kept_of_them(checker: Any, scene: Any) -> None:
    uids = {s.event.name: s.uid for s in scene.store.events()}
    one, other = uids["Zukunftswerkstatt Mobilität"], uids["Dialogforum Ländliche Räume"]
    text = checker.get(f"/dubletten/{one}/{other}").text
    assert "Andere Tage" in text


def test_unknown_features_are_told_as_they_are() -> None:
    (found,) = features_of({"brand new": True})
    assert (found.text, found.speaks) == ("brand new: True", Speaks.NOTHING)


def test_every_feature_of_the_comparison_has_german_words() -> None:
    """All that `matching` may say is in the tables, found in its own source."""
    folder = Path(matching.__file__).parent
    said = "".join(
        (folder / f"{name}.py").read_text(encoding="utf-8") for name in ("scoring", "otherwise")
    )
    names = set(re.findall(r'(?:yield|^\s+\()\s*"([a-z ]+)"', said, re.MULTILINE))
    names |= set(re.findall(r'return "([a-z, ]+)"', said)) | {"one motto, two subtitles"}
    assert len(names) > 20
    found = {name: features_of({name: 0.5 if name in DEGREES else True}) for name in names}
    enums = {"days": Days, "time": Clock, "town": TownRelation}
    enums["town told by title or house"] = TownRelation
    for name in names - enums.keys():
        assert not found[name][0].text.startswith(f"{name}:"), name
    for name, kind in enums.items():
        for value in kind:
            told = features_of({name: value.value})
            assert not told or value.value not in told[0].text, (name, value)


@pytest.mark.parametrize(("module", "name"), [("doubts", "doubt"), ("vetoes", "veto")])
def test_every_doubt_and_every_veto_has_german_words(module: str, name: str) -> None:
    said = (Path(matching.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    values = set(re.findall(r'(?:return|else) "([a-z ]+)"', said))
    assert len(values) > 5
    for value in values:
        (found,) = features_of({name: value})
        assert found.text != value
        assert found.speaks is Speaks.TWO
