"""What is done in the queue: bulk approval, the way back, and who may."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from queue_page import names, row_of, said, ticks, tree
from scene import Scene, page

from store import ActKind, QueueFilter, Store
from store.reviewing.trust import sampled

LIST = "/?liste=neu"


# --- Bulk -------------------------------------------------------------------------------------


def test_the_sure_ones_are_ticked_and_approved_as_one_act(
    checker: FlaskClient, store: Store, clock: Any
) -> None:
    shown = checker.get(LIST)
    assert len(ticks(shown)) == 3  # the workshop's year is not written
    answer = checker.post("/sammelfreigabe?liste=neu", data={"termin": ticks(shown)})
    assert answer.headers["Location"] == "/?liste=neu"
    after = checker.get("/?liste=neu")
    assert "3 Termine freigegeben." in said(after)
    assert names(after) == ["Zukunftswerkstatt Mobilität"]
    (act,) = store.desk.acts(by="Paula", limit=1)
    assert act.kind is ActKind.APPROVE_MANY
    assert len(act.event_uids) == 3


def test_a_bulk_is_undone_as_a_whole(checker: FlaskClient) -> None:
    before = names(checker.get(LIST))
    checker.post("/sammelfreigabe?liste=neu", data={"termin": ticks(checker.get(LIST))})
    bar = tree(checker.get(LIST)).cssselect(".messages form")[0]
    fields = {field.get("name"): field.get("value") for field in bar.cssselect("input")}
    answer = checker.post("/rueckgaengig", data=fields)
    assert answer.headers["Location"] == LIST
    after = checker.get(LIST)
    assert "3 Termine stehen wieder wie zuvor" in said(after)
    assert names(after) == before


def test_what_changed_since_it_was_shown_is_left_alone(
    checker: FlaskClient, scene: Scene, clock: Any
) -> None:
    boxes = ticks(checker.get(LIST))
    clock.tick(hours=1)
    moved = page(
        "Fachtag Daseinsvorsorge",
        "<dl><dt>Termin</dt><dd>25.06.2026, 9 Uhr</dd><dt>Ort</dt><dd>Leipzig</dd></dl>",
        "Der Fachtag richtet sich an Landkreise.",
    )
    scene.run("amt", {"https://amt.localhost/veranstaltungen/fachtag": moved})
    checker.post("/sammelfreigabe", data={"termin": boxes})
    text = said(checker.get("/"))
    assert "2 Termine freigegeben. 1 blieb liegen:" in text
    assert "Fachtag Daseinsvorsorge: Der Termin hat sich inzwischen geändert." in text


def test_a_bulk_takes_nothing_that_was_not_sure_whatever_is_sent(
    checker: FlaskClient, store: Store, clock: Any
) -> None:
    (unsure,) = store.desk.queue(QueueFilter(text="Zukunftswerkstatt"), clock().date())
    checker.post("/sammelfreigabe", data={"termin": f"{unsure.version} {unsure.uid}"})
    assert "Kein Termin wurde freigegeben" in said(checker.get("/"))
    assert "Zukunftswerkstatt Mobilität" in names(checker.get("/"))
    assert store.desk.sheet(unsure.uid, clock().date()).approved is None


def test_what_another_looks_at_is_named_and_not_ticked(
    checker: FlaskClient, store: Store, scene: Scene, clock: Any
) -> None:
    uid = scene.uid("Fachtag")
    store.desk.claim(uid, by="Pia", now=clock())
    answer = checker.get("/")
    row = row_of(answer, "Fachtag")
    assert "wird gerade geprüft von Pia" in row.text_content()
    assert not row.cssselect("input")
    store.desk.unclaim(by="Pia")
    store.desk.claim(uid, by="Paula", now=clock())
    assert "wird gerade geprüft" not in row_of(checker.get("/"), "Fachtag").text_content()


def test_samples_are_looked_at_singly(checker: FlaskClient, scene: Scene) -> None:
    body = "<dl><dt>Datum</dt><dd>7. Mai 2026</dd><dt>Ort</dt><dd>06108 Halle (Saale)</dd></dl>"
    forums = (page(f"Regionalforum {number}", body) for number in range(60))
    scene.run(
        "netz", {f"https://netz.localhost/termine/{n}": text for n, text in enumerate(forums)}
    )
    drawn = [s for s in scene.store.events() if sampled(s.uid, 0.05)]
    assert drawn
    rows = tree(checker.get("/?liste=stichprobe")).cssselect(".item")
    assert {row.cssselect("h3 a")[0].text for row in rows} == {s.event.name for s in drawn}
    assert all("Stichprobe" in row.text_content() for row in rows)
    assert not any(row.cssselect("input") for row in rows)


def test_nothing_ticked_is_told(checker: FlaskClient) -> None:
    checker.post("/sammelfreigabe?liste=neu", data={})
    assert "Es war kein Termin ausgewählt." in said(checker.get(LIST))


# --- Who may, and what is asked for ---------------------------------------------------------------


def test_who_may_only_read_sees_no_verbs_and_can_do_nothing(
    reader: FlaskClient, checker: FlaskClient
) -> None:
    shown = tree(reader.get("/"))
    assert len(shown.cssselect(".item")) == 4
    assert not shown.cssselect(".item button, .item input, .bulk")
    boxes = ticks(checker.get("/"))
    assert reader.post("/sammelfreigabe", data={"termin": boxes}).status_code == 403
    assert reader.post("/rueckgaengig", data={"act": "1"}).status_code == 403


@pytest.mark.parametrize("act", ["", "x", "-1", "9" * 40, "4711"])
def test_acts_that_are_none_are_not_undone(checker: FlaskClient, act: str) -> None:
    assert checker.post("/rueckgaengig", data={"act": act}).status_code == 422


def test_what_only_managers_do_only_managers_undo(
    checker: FlaskClient, manager: FlaskClient, store: Store
) -> None:
    manager.post("/quellen/netz/anhalten")
    pause = store.desk.acts(by="Vera", limit=1)[0]
    assert pause.kind is ActKind.PAUSE
    assert checker.post("/rueckgaengig", data={"act": pause.act}).status_code == 403
    assert manager.post("/rueckgaengig", data={"act": pause.act}).status_code == 302
    undoing = store.desk.acts(by="Vera", limit=1)[0]
    assert undoing.undoes == pause.act
    assert checker.post("/rueckgaengig", data={"act": undoing.act}).status_code == 403


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_undoing_leads_to_no_other_site(checker: FlaskClient, back: str) -> None:
    checker.post("/sammelfreigabe", data={"termin": ticks(checker.get("/"))})
    bar = tree(checker.get("/")).cssselect(".messages form input[name=act]")[0]
    answer = checker.post("/rueckgaengig", data={"act": bar.get("value"), "von": back})
    assert answer.headers["Location"] == "/"


def test_a_double_click_on_the_bulk_and_on_its_undoing_does_each_once(
    checker: FlaskClient, store: Store, clock: Any
) -> None:
    boxes = ticks(checker.get(LIST))
    for _ in "12":
        checker.post("/sammelfreigabe?liste=neu", data={"termin": boxes})
        clock.tick(seconds=1)
    (bar,) = tree(checker.get(LIST)).cssselect(".messages .message")
    assert "3 Termine freigegeben." in bar.text_content()
    act = bar.cssselect("input[name=act]")[0].get("value")
    for _ in "12":
        assert checker.post("/rueckgaengig", data={"act": act}).status_code == 302
        clock.tick(seconds=1)
    kinds = [act.kind for act in store.desk.acts(by="Paula") if act.kind is not ActKind.LOGIN]
    assert kinds == [ActKind.UNDO, ActKind.APPROVE_MANY]
    assert len(ticks(checker.get(LIST))) == len(boxes)


def test_the_same_act_is_not_undone_twice(checker: FlaskClient, clock: Any) -> None:
    checker.post("/sammelfreigabe", data={"termin": ticks(checker.get("/"))})
    act = tree(checker.get("/")).cssselect(".messages form input[name=act]")[0].get("value")
    assert checker.post("/rueckgaengig", data={"act": act}).status_code == 302
    clock.tick(minutes=1)
    answer = checker.post("/rueckgaengig", data={"act": act})
    assert answer.status_code == 422
    assert "Das ist schon rückgängig gemacht." in answer.text


def test_ones_last_acts_can_be_undone_later_too(checker: FlaskClient) -> None:
    checker.post("/sammelfreigabe", data={"termin": ticks(checker.get("/"))})
    checker.get("/")  # shows the message
    latest = tree(checker.get("/")).cssselect(".latest")[0]
    assert "Gesammelt freigegeben" in latest.text_content()
    assert latest.cssselect("form[action='/rueckgaengig']")


def test_ones_last_acts_say_which_event_they_were_about(
    checker: FlaskClient, store: Store, clock: Any
) -> None:
    item = store.desk.queue(QueueFilter(), clock().date())[0]
    store.desk.approve(item.uid, item.version, by="Paula", now=clock())
    (link,) = tree(checker.get("/")).cssselect(".latest a")
    assert link.text_content() == item.event.name
