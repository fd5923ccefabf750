"""A clock time that stands apart from its day."""

from datetime import date

import pytest

from parsers.dates import date_record

TEXTS = [
    ("Am 17. Januar 1991 begann um 0.38 Uhr der Angriff.", "1991-01-17T00:38", None),
    ("Um 9.30 Uhr traf er am 4. März 1933 ein.", "1933-03-04T09:30", None),
    ("Die Feier am 3. Mai 2026 geht von 22 bis 2 Uhr.", "2026-05-03T22:00", "2026-05-04T02:00"),
    ("Die Tagung ist am 3. Mai 2026. Um 9 Uhr gibt es Kaffee.", "T09:00", None),
    ("Am 3. und am 5. Mai 2026 beginnt der Kurs stets um 9 Uhr.", "T09:00", None),
    ("Das Büro ist am 3. Mai 2026 geschlossen, sonst Mo–Fr 9–12 Uhr.", "T09:00", "T12:00"),
    ("Um 9 Uhr geht es los.", "T09:00", None),
]


@pytest.mark.parametrize(("text", "start", "end"), TEXTS)
def test_a_time_apart_has_the_one_day_of_its_sentence(
    text: str, start: str, end: str | None
) -> None:
    record = date_record(text, date(2026, 1, 10))
    assert isinstance(record["dates"], list)
    clocks = [entry for entry in record["dates"] if "T" in (entry["start"] or "")]
    assert [(entry["start"], entry["end"]) for entry in clocks] == [(start, end)]
