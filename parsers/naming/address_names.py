"""What the last part of an address says of its page: a name in words, a day."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from model import fold
from parsers.dates import DateContext, DateReading, read_dates
from parsers.event_words import sort_of

_SEPARATORS = re.compile(r"[-_+ ]+")
_JUNK = re.compile(r"^(?:[a-z]{0,4}\d[\w.,;]*|\d+|[a-f0-9]{8,}|news|detail|index|html?|php|aspx?)$")
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|pdf)\b.*$|[;?#].*$|,\d+$|;art[\d,]+$")
_MONTHS = "januar februar maerz märz april mai juni juli august september oktober november dezember"
_SMALL = frozenset(
    """
    am an auf aus bei beim bis das dem den der des die ein eine einem einen einer eines es fuer für
    gegen im in ins ist mit nach oder ohne um und unter vom von vor was wie wir wird zu zum zur sie
    uns unser unsere ueber über moechten möchten leben kuenftig künftig steht stehen geht gehen
    trifft machen werden sind wo wer wann warum neue neuer neues gemeinsam alle allen
    aller mehr viel viele vielen wieder nicht kein keine dem diese dieser diesem seine seiner ihre
    ihrer durch unter hinter neben zwischen auch nur noch schon jetzt hier dort kann soll muss
    """.split()
)
_UMLAUTS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))


def slug_of(url: str) -> str:
    """Return the last speaking part of an address, without extension and numbers, or "" ."""
    path = unquote(urlsplit(url).path) if url else ""
    for part in reversed(path.split("/")):
        part = _EXTENSION.sub("", part)
        words = [word for word in _SEPARATORS.split(part) if word and not _JUNK.match(word)]
        if len(words) >= 2 and sum(map(len, words)) >= 12:
            return part
    return ""


@lru_cache(maxsize=256)
def name_of_address(url: str, text: str) -> str | None:
    """Return the title that an address spells, with the spelling that `text` has for its words.

    None where it says too little. Dates and what stands behind them are left out.
    """
    slug = slug_of(url)
    words = [word for word in _SEPARATORS.split(slug) if word]
    while words and _JUNK.match(words[-1]):
        words.pop()
    while words and _JUNK.match(words[0]):
        words.pop(0)
    words = _before_date(words)
    if len(words) < 2 or len(words) > 16:
        return None
    known = _spellings(text)
    return " ".join(_spelled(word, known, n == 0) for n, word in enumerate(words))


def days_of_address(url: str) -> tuple[str, DateReading] | None:
    """Return the phrase and the reading of a complete day in a slug that names an event.

    "seminar-vom-27-bis-zum-29-april-2016" gives 27 to 29 April 2016.
    """
    slug = slug_of(url)
    if not re.search(r"(?:19|20)\d\d", slug):
        return None
    words = [word for word in _SEPARATORS.split(slug) if word]
    if not any(sort_of(word.capitalize()) for word in words):
        return None
    phrase = " ".join(
        word + "." if re.fullmatch(r"\d{1,2}", word) else _umlauts(word) for word in words
    )
    for reading in read_dates(phrase, DateContext()):
        first = reading.first
        if reading.exact and first is not None and first.month is not None:
            return phrase, reading
    return None


def _before_date(words: list[str]) -> list[str]:
    """The words before a date, or those behind a leading one."""
    months = set(_MONTHS.split())
    for number, word in enumerate(words):
        if word in months or (re.fullmatch(r"\d{1,2}", word) and number):
            head = words[:number]
            while head and (head[-1].isdigit() or head[-1] in {"am", "vom", "ab", "bis", "den"}):
                head.pop()
            if len(head) > 1:
                return head
    return words


def _spellings(text: str) -> dict[str, str]:
    """How the page writes its words, by how an address writes them."""
    known: dict[str, str] = {}
    for word in re.findall(r"[A-ZÄÖÜa-zäöüß]{3,40}", text[:20_000]):
        key = word.lower()
        for two, one in _UMLAUTS:
            key = key.replace(one, two)
        known.setdefault(key.replace("ß", "ss"), word)
        known.setdefault(fold(word), word)
    return known


def _spelled(word: str, known: dict[str, str], first: bool) -> str:
    found = known.get(word.lower())
    if found is None:
        found = _umlauts(word.lower())
        found = found if found in _SMALL or word.lower() in _SMALL else found.capitalize()
    return found[:1].upper() + found[1:] if first else found


def _umlauts(word: str) -> str:
    """Give a word its umlauts back where "ae", "oe", "ue" can hardly be anything else."""
    word = re.sub(r"ae(?=[a-z])", "ä", word)
    word = re.sub(r"(?<![ie])oe(?=[a-z])", "ö", word)
    return re.sub(r"(?<![aeqäo])ue(?=[a-z])(?!ll)", "ü", word)
