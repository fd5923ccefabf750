"""A VEVENT is rendered once: for all calendars of a build, and over builds while it stands."""

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest

from feeds import SourceInfo, plan
from feeds.calendars import files as calendars
from feeds.cards import event_slug
from feeds.lint.content_lines import apart
from model import Conflict, RelatedEvent, When


class Folder:
    """A published folder: what was made last."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}

    def holds(self, name: str, key: str) -> bool:
        return name in self.files and self.files[name][0] == key

    def body(self, name: str) -> bytes | None:
        return self.files[name][1] if name in self.files else None

    def publish(self, snapshot, settings) -> tuple[set[str], list[str]]:
        """Make the calendars that do not stand; return their names and the UIDs rendered."""
        rendered = []

        def render(stored, *rest):
            rendered.append(stored.uid)
            return original(stored, *rest)

        original = calendars.render_event
        with patch.object(calendars, "render_event", render):
            files = [f for f in plan(snapshot, settings, self).files if f.name.endswith(".ics")]
            fresh = [f for f in files if not self.holds(f.name, f.key)]
            self.files |= {f.name: (f.key, f.make().body) for f in fresh}
        return {f.name for f in fresh}, rendered


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture
def events(make):
    return [
        make.event(f"e{n}", when=When(start=make.today + timedelta(days=n % 50)), name=f"Forum {n}")
        for n in range(60)
    ]


def test_one_changed_event_is_one_rendering(make, settings, events, folder):
    names, rendered = folder.publish(make.snapshot(*events), settings)
    assert sorted(rendered) == sorted(event.uid for event in events)
    assert {"alle.ics", "quelle/bmwe.ics"} <= names
    assert folder.publish(make.snapshot(*events), settings) == (set(), [])
    events[7] = replace(events[7], event=replace(events[7].event, name="Anders"), sequence=1)
    names, rendered = folder.publish(make.snapshot(*events), settings)
    assert rendered == ["e7"]
    assert names == {"alle.ics", "quelle/bmwe.ics", f"{event_slug('e7')}.ics"}
    once = Folder()
    once.publish(make.snapshot(*events), settings)
    assert folder.files == once.files


def test_the_same_bytes_stand_in_every_calendar(make, settings, events, folder):
    folder.publish(make.snapshot(*events), settings)
    singles = {
        apart(body)[1][0] for name, (_, body) in folder.files.items() if name.startswith("termin/")
    }
    assert set(apart(folder.files["alle.ics"][1])[1]) == singles
    assert set(apart(folder.files["quelle/bmwe.ics"][1])[1]) == singles


def test_related_events_are_named_where_both_are_in_the_file(make, settings, folder):
    one = make.event("eins", related=(RelatedEvent(uid="zwei", features={}),))
    folder.publish(make.snapshot(one, make.event("zwei", name="Vorabend")), settings)
    line = b"RELATED-TO;RELTYPE=SIBLING:zwei\r\n"
    assert line in folder.files["alle.ics"][1]
    assert line not in folder.files[f"{event_slug('eins')}.ics"][1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body[:0],
        lambda body: body.replace(b"UID:e1\r\n", b"UID:e2\r\n"),
        lambda body: body.replace(b"END:VEVENT\r\n", b""),
        lambda body: body.replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nBEGIN:VEVENT\r\n"),
    ],
)
def test_a_damaged_file_is_not_believed(make, settings, folder, damage):
    snapshot = make.snapshot(make.event("e1"), make.seminar())
    folder.publish(snapshot, settings)
    sound = dict(folder.files)
    name = f"{event_slug('e1')}.ics"
    folder.files = {name: (sound[name][0], damage(sound[name][1]))}
    _, rendered = folder.publish(snapshot, settings)
    assert sorted(rendered) == ["e1", make.seminar().uid]
    assert folder.files["alle.ics"] == sound["alle.ics"]


def test_another_day_renders_nothing(make, settings, events, folder):
    folder.publish(make.snapshot(*events), settings)
    _, rendered = folder.publish(make.snapshot(*events, today=date(2026, 2, 20)), settings)
    assert rendered == []


def test_a_source_with_another_name_is_another_rendering(make, settings, folder):
    """The name stands in the text, also of one that only tells otherwise."""
    conflict = Conflict(
        field="addressLocality", value="Dresden", source_id="other", page_url="https://o.example/"
    )
    snapshot = make.snapshot(make.event("e1", conflicts=(conflict,)))
    folder.publish(snapshot, settings)
    other = SourceInfo(id="other", name="Das Portal")
    named = replace(settings, sources={**settings.sources, "other": other})
    assert folder.publish(snapshot, named)[1] == ["e1"]
    assert b"Das Portal" in folder.files["alle.ics"][1]
