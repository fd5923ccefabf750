"""The words around a date that say what it is the date of, by sort; lower case, German first.

A stem begins a word ("anmeld" in "Anmeldung"), a whole word is complete, a phrase is a pattern
of several words that begins with one of its heads.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueWords:
    """The words of one sort of cue."""

    stems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def _joined(firsts: str, lasts: str) -> tuple[str, ...]:
    return tuple(first + last for first in firsts.split() for last in lasts.split())


def _verbs(preterites: str) -> tuple[str, ...]:
    """Return third persons of the past, singular and plural: "fand", "fanden"."""
    found: list[str] = []
    for word in preterites.split():
        found += [word, word + ("n" if word.endswith("e") else "en")]
    return tuple(found)


DEADLINE = CueWords(
    stems=(
        *_joined(
            "anmelde einreichungs einreich abgabe antrags rückmelde nominierungs redaktions "
            "teilnahme",
            "schluss ende termin",
        ),
        *_joined("bewerbungs", "schluss ende"),
        *_joined("bewerbungs antrags einreichungs anmelde", "zeitraum phase fenster"),
        "einschreibungsbeginn", "einschreibungsende", "fristverlängerung", "poststempel",
        "meldeschluss", "einsendeschluss", "deadline", "stichtag", "frühbucher", "vorverkauf",
        "kartenvorverkauf", "ticketverkauf", "anmeldebeginn", "anmeldestart", "bewerbungsstart",
        "bewerbungsbeginn",
    ),
    heads=("anmeldung", "call", "early"),
    phrases=(
        r"anmeldung(?:en)?\s(?:\w+\s){0,3}bis\b",
        r"call\s(?:for\s(?:papers|proposals|abstracts)|opens|closes)",
        r"early.?bird",
    ),
)  # fmt: skip
HISTORY = CueWords(
    stems=("todestag", "geburtstag"),
    words=("geb", "geboren", "gegründet", "gegr", "gestorben", "verstorben", "eingetragen"),
    heads=("gründung", "jahrestag"),
    phrases=(r"gründung\s(?:am|im|vom)\b", r"jahrestag\sdes"),
)
MOVED = CueWords(
    stems=(
        "verschoben", "verschiebt", "verschieben", "verschiebung", "verlegt", "verlegung",
        "verlegen", *_joined("nachhol ersatz ausweich", "termin"), "postponed", "rescheduled",
    ),
    heads=("neuer",),
    phrases=(r"neuer\stermin",),
)  # fmt: skip
PERIOD = CueWords(
    stems=(
        "laufzeit", "gelten", "gültig", "inkrafttreten", "befristet",
        *_joined(
            "förder projekt programm bewilligungs gültigkeits vertrags wahl amts berichts finanz "
            "durchführungs",
            "periode zeitraum laufzeit phase",
        ),
    ),
    words=("gilt",),
    heads=("in", "außer", "programm", "projekt", "förderung", "vorhaben"),
    phrases=(r"(?:in|außer)\skraft", r"(?:programm|projekt|förderung|vorhaben)\s(?:läuft|lief)"),
)  # fmt: skip
HOURS = CueWords(
    words=("tel", "telefon"),
    heads=("nach",),
    phrases=(r"nach\svereinbarung",),
    stems=(
        "erreichbar", "telefonisch", "geöffnet", "geschlossen", "hotline", "sprechstunde",
        *_joined("öffnungs sprech service büro geschäfts telefon beratungs kern", "zeit"),
    ),
)  # fmt: skip
PUBLISHED = CueWords(
    stems=(
        "veröffentlich", "erstveröffentlich", "erschien", "publiziert", "medieninformation",
        "meldung", "artikel",
        "nachricht", "newsletter", "news", "mitteilung", "aktualisiert", "aktualisierung",
        "bearbeitet", "geändert", "verändert", "verfasst", "geschrieben", "information", "beitrag",
        "verkündet", "bekanntgemacht",
        "ausgehäng", "aushang", "abzunehm", "abgenommen", "erstellt", "eingestellt", "published",
        "updated", "posted",
        *_joined("presse", "mitteilung information meldung artikel info erklärung"),
    ),
    words=("stand", "vom"),
    heads=(
        "zuletzt", "letzte", "online", "last", "bekannt", "gespeichert", "hinzugefügt", "submitted",
    ),
    phrases=(
        r"bekannt\sgemacht",
        r"(?:gespeichert|hinzugefügt)\s(?:von|durch|am)",
        r"submitted\s(?:by|on)",
        r"zuletzt\s(?:aktualisiert|bearbeitet|geändert|verändert)",
        r"letzte\s(?:änderung|aktualisierung|bearbeitung)",
        r"online\sseit",
        r"last\s(?:updated|modified|changed)",
    ),
)  # fmt: skip
PAST = CueWords(
    stems=("stattgefunden", "rückblick", "verlieh", "teilgenommen", "teilnahmen", "beschloss"),
    words=(
        *_verbs(
            "fand traf lud diskutierte nahm eröffnete tagte kam begrüßte berichtete war wurde "
            "hatte präsentierte stellte besuchte feierte folgte hielt startete unterzeichnete "
            "verabschiedete veranstaltete organisierte informierte endete zog trat wählte sprach "
            "versammelte lockte begann ging stand musste konnte erhielt überreichte zeigte "
            "gewann brachte bot wollte sollte machte "
            "erlebte reiste starb siegte beendete gründete"
        ),
        "gab", "gaben", "berieten", "beriet",
    ),
    heads=("took", "was", "were"),
    phrases=(r"took\splace", r"(?:was|were)\sheld"),
)  # fmt: skip
PERFECT = CueWords(words=("hat", "haben", "habe"))
"""Of the past as a rule, but "hat bis zum 18. Mai ausgesetzt" is not: never of a year ago."""

COMING = CueWords(
    stems=(
        "einladung", "eingeladen", "stattfinde", "geplant", "vormerken", "bevorsteh", "anmeld",
        "invite",
    ),
    words=(
        "lädt", "laden", "findet", "finden", "wird", "werden", "beginnt", "beginnen", "startet",
        "starten", "jetzt", "folgt", "folgen", "tagt", "veranstaltet", "veranstalten", "trifft",
        "macht", "berät", "bietet", "diskutieren", "öffnet", "zeigt",
        *_joined("kommende nächste", "n r s m"), "kommende", "nächste",
    ),
    heads=(
        "herzlich", "save", "treffen", "heißt", "freuen", "merken", "gibt", "geht", "will", "dreht",
    ),
    phrases=(
        r"herzlich\swillkommen", r"save\sthe\sdate", r"heißt\ses", r"freuen\suns\sauf",
        r"merken\ssie", r"gibt\ses", r"geht\ses", r"will\s(?:take\splace|be\sheld)", r"dreht\ssich",
        r"treffen\s(?:sich|wir|uns)\b",
    ),
)  # fmt: skip
LABEL = CueWords(
    stems=(
        "stattfinde", *_joined("veranstaltungs", "termin tag datum zeit"), "zeitpunkt", "uhrzeit",
    ),
    words=(
        "termin", "termine", "termindetails", "wann", "datum", "findet", "finden", "beginn",
        "when", "date",
    ),
)  # fmt: skip
WEAK = CueWords(
    stems=(
        "anmeld", "anzumelden", "angemeldet", "melden", "bewerb", "bewirb", "einreich",
        "einzureich", "eingereicht", "reichen", "antrag", "anträg", "beantrag", "rückmeld",
        "abgabe", "abzugeben", "abgeben", "einsend", "einzusend", "zusend", "senden", "nominier",
        "vorschlag", "vorschläg", "skizze", "projektskizze", "registrier", "zusage", "buchbar",
        "buchen", "stellungnahme", "vorzulegen", "gestellt", "abstimm", "voten",
        "teilnahmebestätigung", "mitzuteilen", "rückantwort", "stornier", "storno",
        "abmeld", "antwort", "anmeldefrei", "akkreditier", "abrufbar", "verwendungsnachweis",
        "verausgab",
        *_joined("voll projekt förder zuwendungs", "antrag anträge"), "apply", "application",
        "register", "registration", "submit", "submission", "rsvp",
    ),
)  # fmt: skip

NOTHING = CueWords(heads=("finden",), phrases=(r"finden\ssie\b",))
"""Words that look like a cue: "die Ergebnisse vom 3. Mai finden Sie hier"."""

SORTS = {
    "nothing": NOTHING,
    "deadline": DEADLINE,
    "history": HISTORY,
    "moved": MOVED,
    "period": PERIOD,
    "hours": HOURS,
    "published": PUBLISHED,
    "past": PAST,
    "perfect": PERFECT,
    "coming": COMING,
    "label": LABEL,
    "weak": WEAK,
}
"""Every sort of cue by its name; of two that fit one word the first counts."""

LAWS = (
    "gesetz", "verordnung", "richtlinie", "beschluss", "beschluß", "fassung", "bekanntmachung",
    "urteil", "erlass", "satzung", "bgbl", "gvbl", "bescheid", "vereinbarung", "protokoll",
    "niederschrift", "aufruf", "sordnung", "nordnung", "statut", "schreiben",
)  # fmt: skip
"""Laws and documents, anywhere in a word ("Landesplanungsgesetz")."""

LIMIT = "frist"
"""The last part of a word that makes it a deadline: "Bewerbungsfrist", "Fristende"."""
