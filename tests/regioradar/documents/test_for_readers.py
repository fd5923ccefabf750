"""The German pages say what the website and the review say, in the same words and numbers."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup
from written import DOCS, ROOT, anchors, words_in_code

from feeds.channel import FEED_NAMES
from feeds.selections import FeedFormat
from feeds.selections.catalogue import catalogue
from feeds.settings import FeedSettings
from feeds.site.embed import MOST
from model import HealthState
from regioradar.config_review import ReviewConfig
from review import words
from review.errors import _WORDS
from review.passwords import SHORTEST
from store import RejectReason
from store.reviewing.records import Tab

SUBSCRIBERS = (DOCS / "abonnieren.md").read_text(encoding="utf-8")
STAFF = (DOCS / "pruefen.md").read_text(encoding="utf-8")
TEMPLATES = ROOT / "feeds" / "site" / "templates"
GUIDE = Markup((TEMPLATES / "subscribe.html").read_text(encoding="utf-8"))  # noqa: S704 (ours)
SETTINGS = FeedSettings(base_url="https://kalender.example.org/")


def rows(text: str, heading: str) -> dict[str, str]:
    """The first table below a heading: the first cell of each row to the rest of it."""
    part = text.split(f"\n{heading}\n", 1)[1]
    table = re.search(r"^\|.*\|\n\|[-|]+\|\n((?:\|.*\|\n)+)", part, re.MULTILINE)
    assert table, heading
    found = {}
    for line in table[1].splitlines():
        first, _, rest = line.strip("| ").partition(" | ")
        found[first] = rest
    return found


def programs() -> dict[str, str]:
    """The sections of the guide on the website, by their headings."""
    parts = re.split(r"<h3 id=\"[a-z]+\">([^<]+)</h3>", GUIDE.split("</nav>")[1])
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def section(heading: str) -> str:
    return re.split(r"\n##+ ", SUBSCRIBERS.split(f"\n### {heading}\n")[1])[0]


def quoted(text: str) -> set[str]:
    return set(re.findall("„([^“]+)“", text))


@pytest.mark.parametrize("program", list(programs()))
def test_each_program_of_the_website_is_explained_with_its_own_words(program):
    """No menu is named that the guide on the website does not name, and no delay is another."""
    ours = section(program)
    known = GUIDE.striptags()
    assert [text for text in quoted(ours) if text not in known] == []
    for delay in re.findall(r"8 bis 24 Stunden|etwa drei Stunden", programs()[program]):
        assert delay in ours


def test_the_numbers_are_those_of_the_program():
    assert f"alle {SETTINGS.refresh_hours} Stunden" in SUBSCRIBERS
    assert f"{SETTINGS.past_days} Tage im Kalender" in SUBSCRIBERS
    assert f"noch {SETTINGS.cancelled_days} Tage über seinen Tag hinaus" in SUBSCRIBERS
    assert f"auf {SETTINGS.max_events:,} Termine".replace(",", ".") in SUBSCRIBERS
    assert f"höchstens {SETTINGS.max_items} Einträge" in SUBSCRIBERS
    assert (MOST, "die nächsten zwölf Termine" in SUBSCRIBERS) == (12, True)


def test_every_address_is_one_that_is_published():
    names = {"land/sachsen.html", "embed/land/sachsen.html"}
    for selection in catalogue(SETTINGS):
        names |= {selection.ics_name, selection.embed_name}
        for kind in selection.kinds:
            names |= {selection.feed_name(kind, fmt) for fmt in FeedFormat}
    said = [word for word in words_in_code(DOCS / "abonnieren.md") if "kalender.example" in word]
    assert len(said) > 5
    for word in said:
        path = word.removeprefix(SETTINGS.base_url)
        assert path in names | {""}, word
    for path in ("land/sachsen.html", "embed/land/sachsen.html"):
        assert f"`{path}`" in SUBSCRIBERS


def test_every_feed_is_explained_by_its_name():
    assert set(rows(SUBSCRIBERS, "## Feeds lesen")) == set(FEED_NAMES.values())


def test_keys_are_those_of_the_review():
    told = rows(STAFF, "## Tasten")
    assert told == {" ".join(f"`{key}`" for key in keys.split()): text for keys, text in words.KEYS}


def test_lists_reasons_and_states_are_those_of_the_review():
    assert set(rows(STAFF, "## Die Warteschlange")) == {words.TABS[tab] for tab in Tab}
    assert set(rows(STAFF, "### Warum ein Termin hier steht")) == set(words.WHY.values())
    rejecting = rows(STAFF, "### Ablehnen")
    for number, reason in enumerate(RejectReason, 1):
        hint = words.REJECT_HINTS[reason]
        assert rejecting[str(number)] == f"{words.REJECT_REASONS[reason]} | {hint}"
    assert len(rejecting) == len(RejectReason)
    assert set(rows(STAFF, "## Quellen")) == {words.HEALTH[state] for state in HealthState}
    assert set(rows(STAFF, "## Genauigkeit und Vertrauen")) == set(words.TRUST.values())
    assert set(rows(STAFF, "## Ein Termin")) == set(words.ORIGINS.values())


def test_roles_are_those_of_the_review():
    assert rows(STAFF, "## Anmelden") == {
        words.ROLES[role]: hint for role, hint in words.ROLE_HINTS.items()
    }


def test_every_fault_that_staff_can_meet_is_told_in_its_words():
    told = rows(STAFF, "## Wenn etwas nicht geht")
    unlikely = {400, 405, 413}
    """Nobody comes there by a link or a button."""
    for code in _WORDS.keys() - unlikely:
        assert _WORDS[code][0] in told, code
    assert _WORDS[401][1] in told[_WORDS[401][0]]
    assert _WORDS[409][1] in told[_WORDS[409][0]]


def test_parts_of_the_mail_are_those_that_it_has():
    code = (ROOT / "regioradar" / "digest" / "in_german.py").read_text(encoding="utf-8")
    for part in rows(STAFF, "## Die Mail"):
        assert f'"{part}' in code, part


def test_words_in_quotes_stand_on_a_screen_or_in_the_program():
    """A button that was renamed is renamed here too."""
    screens = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("review", "regioradar/reviewing")
        for file in sorted((ROOT / folder).rglob("*.*"))
        if file.suffix in (".html", ".py", ".js")
    )
    known = Markup(screens).striptags() + screens  # noqa: S704 (our own files)
    examples = {"17.4.26, 10 bis 16 Uhr"}
    for text in quoted(STAFF) - examples:
        assert text.rstrip(" …") in known, text


def test_the_settings_that_are_told_as_usual_are_the_defaults():
    review = ReviewConfig()
    for text in (
        f"{SHORTEST} Zeichen",
        f"hält {review.session_hours} Stunden",
        f"{review.claim_minutes} Minuten lang",
        f"zu mindestens {round(review.bulk_least * 100)} % sicher",
        f"Schwelle von {round(review.bar * 100)} %",
    ):
        assert text in STAFF, text


@pytest.mark.parametrize("page", ["abonnieren.md", "pruefen.md"])
def test_german_pages_have_no_heading_twice(page):
    file: Path = DOCS / page
    headings = re.findall(
        r"^#+ ", re.sub(r"```.*?```", "", file.read_text("utf-8"), flags=re.S), re.M
    )
    assert len(anchors(file)) == len(headings)
    assert not [name for name in anchors(file) if re.search(r"-\d$", name)]
