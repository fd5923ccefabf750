"""The sentences that say who holds an event, built from named parts. Patterns only.

Each pattern says which words it needs: where none of them stands it is not tried.
"""

import re
from dataclasses import dataclass

DETERMINER = (
    r"(?:[Dd](?:er|ie|as|em|en|es)|[Ee]in(?:e[rnms]?)?|[Uu]nser(?:e[rnms]?)?|[Ii]hr(?:e[rnms]?)?)"
)
_CONNECT = (
    r"(?:für(?:\s[a-zäöü]+e[nrs]?)?|und|der|des|von|vom|im|in|in der|am|an der|&|–|-|im Land"
    r"|aus dem|und des|und der"
    r"|zur(?=\s+(?:Förderung|Erhaltung|Pflege|Entwicklung|Unterstützung))|vor"
    r"|e\.(?!\s?V)|V\.|mbH|für die)"
)
_WORD = (
    r"(?:e\.\s?V\.\)?|St\.|Co\.|(?:[A-ZÄÖÜ]\.){2,5}"
    r"|[„\"“»«(]?[A-ZÄÖÜ](?:[\wäöüßÄÖÜ!*&/+-]|[:.](?=\w))*[)“\"”«»]?|[„\"][a-zäöü]\w*[“\"])"
)
# Atomic, so that a long row of names costs linear time and not all ways to divide it.
# The last word before "e. V." may be a small one: "Vogtland gestalten e. V.".
NAME = (
    rf"(?>(?:{_WORD}\s+){{1,3}}[a-zäöü]{{4,}}\s+e\.\s?V\."
    rf"|{_WORD}(?:,?\s+(?:(?:{_CONNECT})\s+){{0,3}}{_WORD}){{0,12}})"
)
_AND = r"(?:,|,?\s+(?:und|sowie|&))"
_BY = r"(?:vom|von der|von dem|von den|von)"
# A further name needs an article, so that "Verband für Wege und Brücken" stays one name.
NAMES = (
    rf"(?P<who>{NAME}(?:(?:{_AND}\s+(?:{_BY}\s+)?{DETERMINER}|{_AND}\s+{_BY}|\s+sowie)"
    rf"\s+{NAME}){{0,5}})"
)
_SUBJECT = rf"(?:{DETERMINER}\s+(?:[a-zäöü]+e[nrs]?\s+)?)?{NAMES}"
_AFTER_NAME = r"\.?\s*(?:,[^,\n]{2,60},\s*)?(?:\([^)\n]{2,40}\)\s*)?"
_VERBS = (
    r"lädt|laden|lud|luden|veranstalte(?:t|n|te|ten)|organisier(?:t|en|te|ten)"
    r"|richte(?:t|n|te|ten)|bietet|bieten|bot|boten|hat|haben|hatten?|ruft|rufen|verschiebt|verlegt"
    r"|sagt|sagen|muss|müssen|startet|starten|hielt|hält|nimmt sich|führt|führen|macht|machen"
    r"|bringt|bringen|trifft sich|treffen sich"
    r"|(?:ist|sind|war|waren) (?:der |die )?(?:Gastgeber|Veranstalter|Ausrichter|Organisator)\w*"
    r"|tagt|tagen|tagte|begeht|feiert|setzt|plant|Eingeladen (?:hat|haben|hatten?)"
)
SEPARABLE = {
    "ha": r"\b(?:eingeladen|veranstaltet|organisiert|ausgerichtet|zusammengerufen|abgesagt"
    r"|verschoben)\b",
    "richt": r"\baus\b",
    "lä": r"\b(?:ein|zu[rm]?|ins?|nach|herzlich)\b",
    "la": r"\b(?:ein|zu[rm]?|ins?|nach|herzlich)\b",
    "lu": r"\b(?:ein|zu[rm]?|ins?|nach|herzlich)\b",
    "hiel": r"\bab\b",
    "häl": r"\bab\b",
    "bie": r"\b(?:an|am|Seminar|Workshop|Tagung|Kurs)\b",
    "bo": r"\ban\b",
    "ruf": r"\b(?:auf|zusammen|ein)\b",
    "führ": r"\bdurch\b",
    "mach": r"\bAuftakt\b",
    "start": r".",
    "verschieb": r".",
    "verleg": r".",
    "sag": r"\bab\b",
    "mu": r"\b(?:absagen|verschieben|verlegen)\b",
    "mü": r"\b(?:absagen|verschieben|verlegen)\b",
    "bring": r"\b(?:zusammen|an einen Tisch)\b",
    "tag": r".",
    "tr": r"\bzu(?:r|m|\s(?:ihre[rmn]?|seine[rmn]?|eine[rmn]?))\b",
    "begeh": r".",
    "feier": r".",
    "setz": r"\bfort\b",
    "w": r"^(?:\s[^,.;]{0,80})?\b(?:veranstaltet|organisiert|ausgerichtet|getragen|durchgeführt"
    r"|angeboten|initiiert)\b",
    "plan": r"\b(?:Tagung|Konferenz|Workshop|Forum|Kongress|Fachtag|Seminar)\b",
}
"""What must stand behind a verb for it to say that one holds an event ("richtet ... aus")."""
_HOLDS = (
    r"(?:einlädt|einladen|eingeladen (?:hat|haben|hatten?)|veranstalte[tn]|veranstaltete[n]?"
    r"|ausrichte[tn]|ausgerichtet (?:hat|haben)|organisier(?:t|en)|durchführ(?:t|en)"
    r"|anbiete[tn]|Auftakt mach(?:t|en))"
)
_EVENT = (
    r"[A-ZÄÖÜ0-9][\w-]*(?i:konferenz|kongress|versammlung|tagung|veranstaltung|treffen|sitzung|forum"
    r"|fachtag|seminar|workshop|symposium|gespräch|werkstatt|camp|fortbildung|schulung|fest"
    r"|stammtisch|dialog)(?:en|s|e)?|Veranstaltung(?:en)?|Tagung|Konferenz|Versammlung|Forum|Seminar"
    r"|Workshop|Kongress|Treffen|Fachtag|Symposium|Barcamp|Messe|Werkstatt|Sitzung|Webinar"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A way to say who holds an event: a rule's name, words it cannot do without, its pattern."""

    rule: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]


STATEMENTS = (
    Statement(
        "label_word",
        ("eranstalter", "usrichter", "astgeber", "rganisator", "räger"),
        re.compile(
            r"\b(?:Veranstalter(?:in(?:nen)?)?|Ausrichter(?:in)?|Gastgeber(?:in)?"
            r"|Träger(?:in)? der Reihe|Organisator(?:in|en)?)"
            rf"(?:\s*:|\s+(?:des|der)\s[^.:;]{{3,60}}?)?\s*(?:ist|sind|war|waren|:)\s*{_SUBJECT}"
        ),
    ),
    Statement(
        "as_host",
        (" als Veranst", " als Gastg", " als Ausri", " als Organi"),
        re.compile(rf"\b{_SUBJECT}\s+als (?:Veranstalter|Gastgeber|Ausrichter|Organisator)\w*"),
    ),
    Statement(
        "passive",
        (" von", " vom", " durch"),
        re.compile(
            r"\b(?:[Vv]eranstaltet|[Oo]rganisiert|[Aa]usgerichtet|[Gg]etragen|[Ii]nitiiert"
            r"|[Dd]urchgeführt|[Aa]ngeboten|[Ee]ingeladen)"
            r"(?:\s+(?:wird|wurde|werden|wurden)(?:\s[^.!?:;]{1,60}?)?)?(?:\s+gemeinsam)?"
            rf"\s+(?:{_BY}|durch)\s+(?:{DETERMINER}\s+)?{NAMES}(?P<rest>[^.!?]{{0,300}})"
        ),
    ),
    Statement(
        "passive",
        ("wird", "wurde", "werden"),
        re.compile(
            r"\b(?P<verb>wird|wurde|werden|wurden)(?:\s[^.!?:;]{1,40}?)?"
            rf"\s+(?:{_BY}|durch)\s+(?:{DETERMINER}\s+)?{NAMES}(?P<rest>[^.!?]{{0,300}})"
        ),
    ),
    Statement(
        "behind",
        ("Hinter",),
        re.compile(
            rf"\bHinter\s[^.!?]{{3,80}}?\bsteh(?:t|en)"
            rf"\s(?:auf [a-zäöüß]+ Seite\s)?{_SUBJECT}"
        ),
    ),
    Statement(
        "subject",
        (" ",),
        re.compile(
            r"(?:(?m:^)|[.,;:!?–]\s+|\b(?:wozu|zu der|zu dem|dazu)\s+)"
            r"(?:[Aa]uch |[Dd]azu |[Hh]ierzu )?"
            rf"{_SUBJECT}{_AFTER_NAME}\s+(?P<verb>{_VERBS})\b(?P<rest>[^!?]{{0,300}})"
        ),
    ),
    Statement(
        "inverted",
        (" ",),
        re.compile(
            rf"\b(?P<verb>{_VERBS})\s+(?:(?:sich|um\s[\d.:]{{1,5}}\sUhr|nun|erneut|wieder|auch)\s+)*+"
            rf"{_SUBJECT}(?P<rest>[^!?]{{0,300}})"
        ),
    ),
    Statement(
        "clause",
        (
            "lädt",
            "laden",
            "veranstalt",
            "richte",
            "rganisier",
            "Auftakt",
            "führ",
            "bietet",
            "bitte",
        ),
        re.compile(
            r"\b(?:wenn|(?:zu|bei|mit|auf|in) (?:dem|der|denen)|wozu|dazu|dass"
            rf"|welche[nrs]?|(?<=,\s)(?:den|die|das))\s+{_SUBJECT}(?P<rest>(?:[^.;:!?]|(?<=\d)\.){{0,140}}?\b{_HOLDS})\b"
        ),
    ),
    Statement(
        "genitive",
        (" de", " vom ", " von "),
        re.compile(
            rf"\b(?:{_EVENT})\s+(?:\d{{4}}\s+|[A-ZÄÖÜ][\w-]+\s+)?"
            rf"(?P<case>des|der|vom|von der|von)\s+{NAMES}"
            r"(?P<rest>[^.!?]{0,200})"
        ),
    ),
    Statement(
        "welcome",
        ("illkommen",),
        re.compile(rf"\b[Ww]illkommen (?:in der|im|beim|bei der|bei)\s+(?:[a-zäöü]+en\s+)?{NAMES}"),
    ),
)
HOST_WORDS = (
    "ädt", "aden", " lud", "Lud", "eranstalt", "rganisi", "usricht", "usgericht", "ichte", "iete",
    " bot ", "ngeladen", " ruf", "rschieb", "rlegt", "rlegen", "absag", "gesagt", " sagt", "tartet",
    "hielt", "hält", "astgeber", "nimmt sich", "urchgef", " durch", "Auftakt", "räger", "getragen",
    "nitiiert", "ngeboten", "wir ", "Wir ", "nser", "illkommen", "Hinter ", "bringt", "bringen",
    "trifft sich",
    "tagt", " tagen", "begeht", "feiert", "setzt", "plant", "agung", "onferenz", "ongress",
    "reffen", "ersammlung", "itzung", "orum", "eminar", "orkshop", "achtag", "ymposium", "arcamp",
    "Messe", "erkstatt", "espräch", "camp ", "ebinar", "ortbildung", "chulung", "fest ",
    "tammtisch", "ialog",
)  # fmt: skip
"""A passage without one of these says nothing of a host: no pattern is tried on it."""

TOGETHER = re.compile(
    r"\b(?:(?:[Gg]emeinsam|[Zz]usammen|[Ii]n (?:Kooperation|Zusammenarbeit)) mit"
    r"|in Kooperation von)"
    rf"\s+(?:{DETERMINER}\s+)?{NAMES}"
)
WITH = re.compile(rf"\bmit\s+{DETERMINER}\s+{NAMES}")
NOT_HOSTS = re.compile(
    r"\b(?:[Gg]efördert|[Uu]nterstützt|[Ff]inanziert|[Mm]oderiert|[Ee]röffnet|[Bb]egleitet|[Bb]ezuschusst"
    r"|[Gg]esponsert|[Bb]esucht|[Ee]rgänzt)\b"
)
WE_INVITE = re.compile(
    r"\b(?:[Ww]ir (?:laden|veranstalten|verlegen|verschieben|treffen uns|bringen)"
    r"|(?:laden|veranstalten|verlegen|verschieben|treffen|bringen) wir)\b"
)
WE = re.compile(
    rf"{WE_INVITE.pattern}|\b(?:[Ww]ir (?:freuen uns|müssen|begrüßen|bieten|feiern)"
    r"|(?:freuen|begrüßen|bieten) wir"
    r"|[Uu]nser(?:e|er|em|en)? (?:\w+ )?(?:Veranstaltung|Tagung|Konferenz|Jahres\w+|Workshop"
    r"|Netzwerktreffen|Fach\w+|Mitgliederversammlung))\b"
)
SPLIT = re.compile(
    rf"\s*(?:,|;|\s(?:und|sowie|&)\s)\s*(?=(?:{_BY}\s+)?{DETERMINER}\s|{_BY}\s)"
    r"|\s+sowie\s+|\s*;\s*|\s*\n\s*"
)
