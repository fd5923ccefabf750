"""How a title is worded: its language, and whether it is the headline of a report."""

import re

from matching.stems import folded

_ENGLISH = frozenset(
    """the of and for with towards toward to at by our your how why what between across through
    beyond without into about from who""".split()
)
"""Small words that only an English title has."""
_ENGLISH_WORDS = frozenset(
    """
    conference meeting fair talk talks regions cross border annual summit dialogue opening
    closing development lower upper community award week rural energy future business european
    green towns cities city villages village day days small smart sea ports port baltic living
    change climate transition transformation skills workers heritage growth funding mobility
    hydrogen lusatia saxony thuringia bavaria international network networking regional
    university institute kickoff mining structural sustainable innovation research cooperation
    society night spring summer winter autumn open school young women farmers food water health care
    housing launch lab labs building
    """.split()
)
_OFTEN = 2
_GERMAN = re.compile(
    r"\b(?:der|die|das|den|dem|des|und|f[uü]e?r|im|am|zum|zur|von|vom|mit|auf|aus|ein|eine|bei"
    r"|\w{3,}(?:ung|ungen|keit|heit|schaft|schaften|tag|tage|konferenz|tagung|messe|treffen|lich"
    r"|liche[rsnm]?|ische[rsnm]?|woche|gespraech|dialog|forum|werkstatt))\b"
)
_SMALL = frozenset(
    """der die das den dem des und oder fuer im in am an zum zur von vom mit auf aus bei ueber ohne
    unter sowie als kompakt aktuell""".split()
)
_FOREIGN_WORDS = frozenset(
    """dla oraz przy konferencja spotkanie pro setkani konference pour les aux journee voor het
    bijeenkomst og til""".split()
)
_FOREIGN_LETTERS = re.compile(r"\b[a-zßäöü]*[ąęłńśźżćěřůčšžťďýåøæœçêè]\w*")
_ALSO_FOREIGN = re.compile(r"\b(?:den|des|die|am|im|bei)\b")
_REPORTED = re.compile(
    r"^(?:rueckblick|rueckschau|nachbericht|nachlese|bericht|looking back|review|recap|so war"
    r"|bilanz|fazit)\b|\b\d+ (?:gaeste|teilnehm|besucher|personen|menschen|buerger|fachleute)"
)
_QUOTED_FIRST = re.compile(r"^\s*[„“\"»][^„“”\"«»]{8,}[“”\"«][^:]{0,40}:")


def language_of(text: str, whole: str) -> str:
    """Return "de", "en" or "other" for a title and its folded form; German where nothing tells."""
    words = whole.split()
    if not _FOREIGN_WORDS.isdisjoint(words) or _FOREIGN_LETTERS.search(text):
        return "de" if _GERMAN.search(_ALSO_FOREIGN.sub(" ", whole)) else "other"
    if not _ENGLISH.isdisjoint(words):
        return "en" if _GERMAN.search(whole) is None else "de"
    telling = sum(word in _ENGLISH_WORDS for word in words)
    return "en" if telling >= _OFTEN and _GERMAN.search(whole) is None else "de"


def is_headline(text: str, whole: str) -> bool:
    """Whether a title quotes a speaker, counts guests or says that it looks back."""
    return _REPORTED.search(whole) is not None or _QUOTED_FIRST.match(text) is not None


def is_phrase(text: str) -> bool:
    """Whether a title may be a motto: a question, a call, or more than nouns and small words."""
    if "?" in text or "!" in text:
        return True
    return any(word.islower() and folded(word) not in _SMALL for word in text.split()[1:])
