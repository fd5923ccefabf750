"""Candidates to events: the better layer wins field by field, the rest fills gaps."""

from datetime import date, datetime

from model import BERLIN, EventStatus, Evidence, Organizer, When
from parsers.candidate import Candidate, Found, Layer
from parsers.merge import mark_reports, merged, without_history


def proof(rule: str = "test", confidence: float = 0.9) -> Evidence:
    return Evidence(quote="x", start=0, end=1, rule=rule, confidence=confidence)


def candidate(
    layer: Layer,
    start: date,
    *,
    end: date | None = None,
    name: str = "",
    rule: str = "test",
    span: tuple[int, int] = (0, 10),
    certainty: float = 0.7,
) -> Candidate:
    return Candidate(
        layer=layer,
        when=Found(value=When(start=start, end=end), evidence=proof()),
        start=span[0],
        end=span[1],
        name=Found(value=name, evidence=proof(rule)) if name else None,
        certainty=certainty,
    )


MAY_3, MAY_4, MAY_9 = date(2026, 5, 3), date(2026, 5, 4), date(2026, 5, 9)


def test_one_day_in_two_layers_is_one_event() -> None:
    data = candidate(Layer.STRUCTURED, MAY_3, name="Fachtag Wege")
    labels = candidate(Layer.LABELS, MAY_3)
    labels.organizers = [Found(value=Organizer(name="Stadt Gera"), evidence=proof())]
    (event,) = merged([labels, data])
    assert event is data
    assert event.organizers[0].value.name == "Stadt Gera"


def test_the_better_layer_keeps_what_it_says() -> None:
    data = candidate(Layer.STRUCTURED, MAY_3, name="Fachtag Wege")
    prose = candidate(Layer.PROSE, MAY_3, name="Workshop")
    prose.status = Found(value=EventStatus.CANCELLED, evidence=proof())
    (event,) = merged([prose, data])
    assert event.name is not None
    assert event.name.value == "Fachtag Wege"
    assert event.status is not None
    assert event.status.value is EventStatus.CANCELLED


def test_a_clock_time_or_an_end_of_the_same_day_is_taken_over() -> None:
    ten = datetime(2026, 5, 3, 10, tzinfo=BERLIN)
    (timed,) = merged([candidate(Layer.LABELS, MAY_3), candidate(Layer.PROSE, ten)])
    assert timed.when.value == When(start=ten)
    (long,) = merged([candidate(Layer.LABELS, MAY_3), candidate(Layer.PROSE, MAY_3, end=MAY_4)])
    assert long.when.value == When(start=MAY_3, end=MAY_4)


def test_a_clock_time_does_not_cost_a_known_last_day() -> None:
    ten = datetime(2026, 5, 3, 10, tzinfo=BERLIN)
    (event,) = merged([candidate(Layer.LABELS, MAY_3, end=MAY_4), candidate(Layer.PROSE, ten)])
    assert event.when.value == When(start=ten, end=MAY_4)


def test_a_day_inside_a_longer_event_is_that_event() -> None:
    assert (
        len(merged([candidate(Layer.LABELS, MAY_3, end=MAY_9), candidate(Layer.PROSE, MAY_4)])) == 1
    )


def test_entries_of_one_day_with_other_names_stay_apart() -> None:
    cards = [
        candidate(Layer.CARD, MAY_3, name="Workshop Dorfladen", span=(0, 10)),
        candidate(Layer.CARD, MAY_3, name="Exkursion Moor", span=(20, 30)),
    ]
    assert len(merged(cards)) == 2
    assert len(merged([cards[0], candidate(Layer.CARD, MAY_3, name="Workshop Dorfladen")])) == 1


def test_prose_about_another_day_is_minor_beside_labels_unless_it_names_a_strong_event() -> None:
    labels = candidate(Layer.LABELS, MAY_3, name="Fachtag Wege")
    mention = candidate(Layer.PROSE, MAY_9, name="Forum", span=(50, 60))
    named = candidate(
        Layer.PROSE, MAY_9, name="Forum Moor", rule="name.quoted", certainty=0.9, span=(50, 60)
    )
    assert merged([labels, mention]) == [labels]
    assert merged([labels, named]) == [labels, named]


def test_prose_inside_an_entry_is_that_entry() -> None:
    card = candidate(Layer.CARD, MAY_3, name="Workshop", span=(0, 100))
    assert merged([card, candidate(Layer.PROSE, MAY_9, span=(20, 40))]) == [card]


def test_events_come_in_the_order_of_the_text() -> None:
    late = candidate(Layer.CARD, MAY_3, name="Eins", span=(50, 60))
    early = candidate(Layer.CARD, MAY_9, name="Zwei", span=(0, 10))
    assert merged([late, early]) == [early, late]
    assert merged([]) == []


def test_history_is_dropped_only_beside_something_coming() -> None:
    past = candidate(Layer.PROSE, date(2024, 10, 8))
    coming = candidate(Layer.PROSE, MAY_3)
    published = date(2026, 3, 1)
    assert without_history([past, coming], published) == [coming]
    assert without_history([past], published) == [past]
    assert without_history([past, coming], None) == [past, coming]


def test_the_recent_past_and_labels_are_no_history() -> None:
    coming = candidate(Layer.PROSE, MAY_3)
    recent = candidate(Layer.PROSE, date(2026, 2, 20))
    labelled = candidate(Layer.LABELS, date(2024, 10, 8))
    assert len(without_history([coming, recent, labelled], date(2026, 3, 1))) == 3


def test_prose_before_the_publication_is_a_report_unless_it_invites() -> None:
    past, coming = candidate(Layer.PROSE, date(2026, 2, 20)), candidate(Layer.PROSE, MAY_3)
    inviting, labelled = candidate(Layer.PROSE, date(2026, 2, 20)), candidate(Layer.LABELS, MAY_3)
    inviting.invites = True
    candidates = [past, coming, inviting, labelled]
    mark_reports(candidates, date(2026, 3, 1))
    assert [c.is_report for c in candidates] == [True, False, False, False]
