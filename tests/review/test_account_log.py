"""The log: what was done in words, filters, what may be taken back, exports that are no danger."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from review.log_rows import LABELS, csv_lines, entries, log_words
from store import Act, ActKind, AuditFilter, AuditRow, RejectReason, Retention

AT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def row(number: int = 1, **more: Any) -> AuditRow:
    values: dict[str, Any] = {
        "row": number,
        "act": number,
        "kind": ActKind.CORRECT,
        "by": "Paula",
        "at": AT,
        "event_uid": "u@x",
        "source_id": "",
        "subject": "Fachtag",
        "field": "name",
        "before": "Alt",
        "after": "Neu",
    }
    return AuditRow(**values | more)


def cells(rows: list[AuditRow]) -> list[dict[str, str]]:
    text = "".join(csv_lines(rows))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def judged(scene: Any, clock: Any) -> Any:
    """Paula rejected one event and corrected another, Vera paused a source a day later."""
    desk, day, before = scene.store.desk, clock().date(), clock() - timedelta(days=1)

    def version(uid: str) -> str:
        found: str = desk.sheet(uid, day).item.version
        return found

    rejected, corrected = scene.uid("werkstatt"), scene.uid("Fachtag")
    desk.reject(
        rejected, version(rejected), RejectReason.REPORT, by="Paula", now=before, note="War schon"
    )
    desk.correct(corrected, version(corrected), {"name": "Fachtag Pflege"}, by="Paula", now=before)
    scene.store.source_desk.pause("amt", by="Vera", now=clock(), note="Umbau")
    scene.uids = (rejected, corrected)
    return scene


def test_it_tells_who_did_what_with_both_values_and_the_note(reader: Any, judged: Any) -> None:
    text = reader.get("/protokoll").text
    said = plain(text.partition('<ol class="log">')[2])
    assert "Abgelehnt von Paula" in said
    assert "„War schon“" in said
    assert "Entscheidung abgelehnt: Rückblick" in said
    assert "<del>Daseinsvorsorge</del><ins>Pflege</ins>" in text
    assert said.index("Quelle angehalten") < said.index("Korrigiert und freigegeben")
    assert said.index("Korrigiert und freigegeben") < said.index("Abgelehnt von")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wer=Vera", {"amt"}),
        ("art=reject", {"werkstatt"}),
        ("q=pflege", {"fachtag"}),
        ("quelle=amt&art=pause", {"amt"}),
        ("von=2026-03-02", {"amt"}),
        ("bis=2026-03-01", {"werkstatt", "fachtag"}),
        ("wer=niemand", set()),
        ("art=erfunden", {"amt", "werkstatt", "fachtag"}),
    ],
)
def test_it_can_be_searched(reader: Any, judged: Any, query: str, found: set[str]) -> None:
    text = reader.get(f"/protokoll?{query}").text
    log = text.partition('<ol class="log">')[2]
    names = {"amt": "Amt für Beispiele", "werkstatt": "Zukunftswerkstatt", "fachtag": "Fachtag"}
    assert {name for name, title in names.items() if title in log} == found
    exported = json.loads(reader.get(f"/protokoll.json?{query}").text)
    assert bool(exported) is bool(found)


@pytest.mark.parametrize(
    "path", ["protokoll", "protokoll.csv", "termin/{}", "quellen", "quellen/amt"]
)
def test_a_name_that_is_kept_no_longer_is_told_in_german(
    request: Any, judged: Any, clock: Any, path: str
) -> None:
    """What the store puts in its place is a word for machines. Logins end with the days too."""
    pruning = judged.store.pruning(Retention(staff_names=1), clock().date() + timedelta(days=9))
    assert list(pruning.carry_out())
    text = request.getfixturevalue("checker").get("/" + path.format(judged.uids[1])).text
    assert "(Name gelöscht)" in text
    shown = re.sub(r'value="former staff"', "", text)
    assert "former staff" not in shown


def test_one_event_alone(reader: Any, judged: Any) -> None:
    exported = json.loads(reader.get(f"/protokoll.json?termin={judged.uids[1]}").text)
    assert {line["event"] for line in exported} == {judged.uids[1]}


def test_a_day_that_is_none_is_said_and_the_rest_is_searched(reader: Any, judged: Any) -> None:
    answer = reader.get("/protokoll?von=gestern&wer=Vera")
    assert "„gestern“ ist kein Tag" in answer.text
    assert "Quelle angehalten" in answer.text


def test_what_was_done_is_taken_back_from_here(checker: Any, judged: Any) -> None:
    text = checker.get("/protokoll?art=reject").text
    (act,) = re.findall(r'name="act" value="(\d+)"', text)
    answer = checker.post("/rueckgaengig", data={"act": act, "von": "/protokoll?art=reject"})
    assert answer.location == "/protokoll?art=reject"
    again = checker.get("/protokoll?art=reject").text
    assert "rückgängig gemacht" in again
    assert 'name="act"' not in again
    row = judged.store.desk.audit(AuditFilter(kind=ActKind.REJECT))[0]
    assert row.undone


def test_who_only_reads_takes_nothing_back(reader: Any, judged: Any) -> None:
    assert 'name="act"' not in reader.get("/protokoll").text
    assert reader.post("/rueckgaengig", data={"act": 1}).status_code == 403


def test_what_is_of_sources_only_who_manages_them_takes_back(
    checker: Any, manager: Any, judged: Any
) -> None:
    assert 'name="act"' not in checker.get("/protokoll?art=pause").text
    (pause,) = (a for a in judged.store.desk.acts() if a.kind is ActKind.PAUSE)
    assert checker.post("/rueckgaengig", data={"act": pause.act}).status_code == 403
    assert judged.store.source_desk.pauses()
    assert manager.post("/rueckgaengig", data={"act": pause.act}).status_code == 302
    assert judged.store.source_desk.pauses() == {}
    back = judged.store.desk.acts()[0].act
    assert checker.post("/rueckgaengig", data={"act": back}).status_code == 403
    assert judged.store.source_desk.pauses() == {}


def test_logins_are_shown_only_to_who_manages(reader: Any, manager: Any, judged: Any) -> None:
    assert "Angemeldet" not in plain(reader.get("/protokoll").text).partition("Suchen")[2]
    assert "Angemeldet von" in plain(manager.get("/protokoll").text)
    assert "Angemeldet von" in plain(manager.get("/protokoll?art=login").text)
    assert "Angemeldet von" not in plain(reader.get("/protokoll?art=login").text)
    for ending in ("json", "csv"):
        assert "login" not in reader.get(f"/protokoll.{ending}?art=login").text
    kinds = {line["kind"] for line in json.loads(reader.get("/protokoll.json").text)}
    assert kinds == {"reject", "correct_approve", "pause"}


def test_nothing_of_it_is_for_strangers(client: Any, judged: Any) -> None:
    for ending in ("", ".csv", ".json"):
        assert client.get(f"/protokoll{ending}").status_code == 302


def test_the_exports_say_what_they_are(reader: Any, judged: Any) -> None:
    answer = reader.get("/protokoll.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="protokoll-2026-03-02.csv"'
    )
    assert reader.get("/protokoll.json").content_type == "application/json"
    lines = json.loads(reader.get("/protokoll.json").text)
    assert [line["row"] for line in lines] == sorted(line["row"] for line in lines)
    (name,) = (line for line in lines if line["field"] == "name")
    assert (name["before"], name["after"]) == ("Fachtag Daseinsvorsorge", "Fachtag Pflege")


def test_the_table_has_german_words_and_local_times() -> None:
    (told,) = cells([row(note="Weil; „ja“")])
    assert told["Zeit"] == "2026-03-02 00:30:00"
    assert (told["Was"], told["Feld"], told["Vorher"], told["Nachher"]) == (
        "Korrigiert", "Titel", "Alt", "Neu",
    )  # fmt: skip
    assert told["Notiz"] == "Weil; „ja“"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 345", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=cmd|' /C calc'!A0", " =1", "＝1"],
)
def test_no_cell_is_a_formula(text: str) -> None:
    for name in ("note", "subject", "by", "before", "after", "event_uid", "source_id"):
        (told,) = cells([row(**{name: text})])
        assert not any(re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell) for cell in told.values()), name
        assert any(text.strip() in cell for cell in told.values())


def test_a_harmless_cell_stays_as_it_is() -> None:
    (told,) = cells([row(after="Forum – 2. Treffen", before="a=b")])
    assert (told["Vorher"], told["Nachher"]) == ("a=b", "Forum – 2. Treffen")


def test_rows_of_one_act_stand_together_by_what_they_are_about() -> None:
    found = [
        row(
            4,
            act=2,
            event_uid="v@x",
            subject="Forum",
            field="verdict",
            before=None,
            after="approve",
        ),
        row(3, act=2, field="url"),
        row(2, act=2),
        row(1, act=1),
    ]
    undoable = Act(act=2, kind=ActKind.CORRECT, by="Paula", at=AT, undoable=True)
    one, other = entries(found, {2: undoable}, {})
    assert (one.act, one.undoable, other.act, other.undoable) == (2, True, 1, False)
    assert [(s.name, [line.label for line in s.lines]) for s in one.subjects] == [
        ("Fachtag", ["Titel", "Link"]),
        ("Forum", ["Entscheidung"]),
    ]


def test_events_that_a_line_names_go_by_their_titles() -> None:
    found = [
        row(
            2,
            act=1,
            kind=ActKind.SAME,
            event_uid="v@x",
            subject="Forum",
            field="same",
            before=None,
            after=["u@x"],
        ),
        row(1, act=1, kind=ActKind.SAME, field="same", before=None, after=["v@x"]),
    ]
    (entry,) = entries(found, {}, {})
    assert [s.lines[0].events for s in entry.subjects] == [
        (("v@x", "Forum"),),
        (("u@x", "Fachtag"),),
    ]


def test_a_release_is_told_event_by_event() -> None:
    before = {"u@x": {"title": "Markttag", "startDate": "2026-05-06"}}
    after = {"u@x": {"title": "Markttag", "startDate": "2026-06-06"}}
    told = row(kind=ActKind.RELEASE, event_uid="", source_id="amt", subject="amt", field="held")
    (entry,) = entries([replace(told, before=before, after=after)], {}, {"amt": "Das Amt"})
    (subject,) = entry.subjects
    assert (subject.name, subject.source_id) == ("Das Amt", "amt")
    (line,) = subject.lines
    assert line.label == "Markttag"
    assert "".join(part.text for part in line.changed if part.turn != "gone") == "Wann 6. Juni 2026"


def test_odd_values_are_told_as_they_are() -> None:
    assert log_words("held", None) == ""
    assert log_words("postponed_until", "2026-03-10") == "10. März 2026"
    assert log_words("brand_new", {"a": 1}) == "{'a': 1}"
    assert LABELS["held"]


def test_many_are_paged(reader: Any, judged: Any, clock: Any) -> None:
    for _ in range(60):
        judged.store.source_desk.resume("amt", by="Vera", now=clock())
        clock.tick(minutes=1)
        judged.store.source_desk.pause("amt", by="Vera", now=clock())
    first = reader.get("/protokoll").text
    assert "Ältere →" in first
    second = reader.get("/protokoll?seite=2").text
    assert "← Neuere" in second
    assert "Ältere" not in second
    assert "Abgelehnt" in plain(second).partition("Suchen")[2]
