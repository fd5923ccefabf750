"""The screen of precision: figures with their interval, a chart with its table, states in words."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from review.precision import span
from review.precision_chart import chart_of, strip_of
from store import PrecisionPoint, Store, TrustRules, Undecided
from store.reviewing.trust import precision

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)


@pytest.fixture
def judge(store: Store) -> Callable[..., None]:
    """Writes judgements as they lie in the file."""

    def make(source: str, outcome: dict[str, bool], count: int = 1, **more: Any) -> None:
        at = more.pop("at", NOW)
        with store._connection.writing() as db:
            act = db.table("acts").insert({"kind": "approve", "by": "Paula", "at": at.isoformat()})
            db.table("reviews").insert_all(
                {
                    "act": act.last_pk,
                    "event_uid": f"{source}-{at:%m%d}-{number}-{json.dumps(outcome)}",
                    "source_id": source,
                    "verdict": "approve",
                    "reason": "",
                    "at": at.isoformat(),
                    "looked": 1,
                    "sampled": 0,
                    "would_publish": 1,
                    "extracted": "{}",
                    "origins": "{}",
                    "corrections": "[]",
                    "decision": 0,
                    "records": "[]",
                    "reading": str(number),
                    "outcome": json.dumps(outcome),
                    **more,
                }
                for number in range(count)
            )

    return make


def text_of(html: str) -> str:
    """What a reader sees of it."""
    plain = re.sub(r"<(style|script|svg).*?</\1>|<[^>]+>", " ", html, flags=re.S)
    return " ".join(plain.replace("&nbsp;", " ").split())


RIGHT = {"event": True, "name": True, "startDate": True}
WRONG = {"event": False, "name": True, "startDate": False}


def test_before_anything_was_judged_the_screen_says_so(logged_in: Any) -> None:
    page = logged_in("Lena").get("/genauigkeit")
    assert page.status_code == 200
    assert "Noch nichts gemessen" in page.text


def test_it_asks_for_a_login(client: Any) -> None:
    assert client.get("/genauigkeit").status_code == 302


def test_each_source_stands_with_figure_interval_and_state(
    logged_in: Any, judge: Any, store: Store
) -> None:
    judge("kreis", RIGHT, 40)
    judge("stadt", WRONG, 6)
    judge("stadt", {}, verdict="reject", reason="report")
    store.desk.refresh_trust(TrustRules(), NOW)
    text = text_of(logged_in().get("/genauigkeit").text)
    assert re.search(r"stadt unzuverlässig seit 2\. März 2026 0 von 6 0 % 0–39 %", text)
    assert re.search(r"kreis bewährt seit 2\. März 2026 40 von 40 100 % 91–100 %", text)
    assert text.index("stadt unzuverlässig") < text.index("kreis bewährt")
    assert "Rückblick 1 Termin" in text
    assert "40 von 46" in text


def test_one_source_and_one_field_are_chosen_in_the_address(logged_in: Any, judge: Any) -> None:
    judge("kreis", RIGHT, 3)
    judge("stadt", WRONG, 2)
    text = text_of(logged_in().get("/genauigkeit?quelle=stadt&feld=startDate").text)
    assert "Beginn, stadt" in text
    assert "März 2026 0 von 2 0 %" in text
    assert "Titel 2 von 2 100 %" in text


@pytest.mark.parametrize("query", ["?quelle=gibtsnicht", "?feld=x", "?quelle=%3Cb%3E&feld=%22"])
def test_what_there_is_not_asks_for_everything(logged_in: Any, judge: Any, query: str) -> None:
    judge("kreis", RIGHT)
    page = logged_in().get(f"/genauigkeit{query}")
    assert page.status_code == 200
    assert "alle Quellen" in page.text


def test_the_rules_that_erred_stand_with_the_reasons(logged_in: Any, judge: Any) -> None:
    rules = json.dumps({"name": "name.heading", "startDate": "prose.<b>date"})
    judge("kreis", RIGHT, 3, rules=rules)
    judge("kreis", {"event": False}, 2, verdict="reject", reason="report", rules=rules)
    page = logged_in().get("/genauigkeit").text
    assert "<code>prose.&lt;b&gt;date</code>" in page
    text = text_of(page.replace("&lt;", "").replace("&gt;", ""))
    assert re.search(r"Ob es ein Termin ist prose.bdate 3 von 5 60 % 23–88 % Rückblick 2", text)
    assert "name.heading" not in text  # it never erred


def test_a_field_that_nobody_judged_lately_has_no_chart(logged_in: Any, judge: Any) -> None:
    judge("kreis", RIGHT, at=NOW.replace(year=2024))
    page = logged_in().get("/genauigkeit").text
    assert 'class="chart"' not in page
    assert "nichts geprüft" in page
    assert "1 von 1" in page


def test_what_is_held_is_said_as_it_is_set(logged_in: Any, judge: Any, store: Store) -> None:
    judge("kreis", RIGHT)
    assert "erscheint sofort" in logged_in().get("/genauigkeit").text
    store.desk.refresh_trust(TrustRules(undecided=Undecided.HOLD, bar=0.8, sample=0.1), NOW)
    page = logged_in().get("/genauigkeit").text
    assert "erscheint sofort" not in page
    assert "80\u00a0%" in page
    assert "10\u00a0% aller Termine" in page


def test_a_source_of_hostile_name_is_text(logged_in: Any, judge: Any) -> None:
    judge("<script>alert(1)</script>", RIGHT)
    assert "<script>alert" not in logged_in().get("/genauigkeit").text


def point(month: int, right: int, judged: int) -> PrecisionPoint:
    return PrecisionPoint(
        month=date(2026, month, 1), precision=precision("", "event", right, judged)
    )


def test_marks_stand_where_their_shares_are() -> None:
    chart = chart_of([point(1, 0, 0), point(2, 5, 10), point(3, 10, 10)], 0.9)
    heights = {text: y for y, text in chart.grid}
    assert chart.marks[0].y is None
    assert chart.marks[1].y == heights["50\u00a0%"]
    assert chart.marks[2].y == heights["100\u00a0%"] == chart.marks[2].top
    assert heights["100\u00a0%"] < chart.bar < heights["75\u00a0%"]
    assert chart.left < chart.marks[0].x < chart.marks[2].x < chart.right
    assert [mark.name for mark in chart.marks] == ["Jan", "", "Mär"]
    assert [len(line.split()) for line in chart.lines] == [2]


def test_a_month_without_a_judgement_parts_the_line() -> None:
    months = [(1, 1), (2, 2), (3, 0), (4, 1), (5, 0), (6, 3), (7, 1), (8, 1)]
    chart = chart_of([point(month, judged, judged) for month, judged in months], 0.9)
    assert [len(line.split()) for line in chart.lines] == [2, 3]


def test_an_interval_in_words_and_on_its_strip() -> None:
    found = precision("kreis", "event", 47, 48)
    assert span(found) == "89–99\u00a0%"
    strip = strip_of(found, 0.9)
    assert (strip.left, strip.right, strip.at, strip.bar) == (89.1, 99.6, 97.9, 90.0)
