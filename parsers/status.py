"""Whether an event takes place as planned: cancelled, postponed, moved, moved online.

Only what is said of the event itself counts, now and without an "if". A rule of cancellation
("Stornierung kostenlos bis ..."), a part of the programme that falls out, another house, a later
deadline, last year's cancellation and money that falls to somebody ("entfallen auf") change
nothing.
"""

import re

from model import EventStatus, Evidence
from parsers.candidate import Found
from parsers.sentences import MAX_SENTENCE, sentences

_TIME = (
    r"(?:\d|januar|februar|märz|april|mai\b|juni|juli|august|september|oktober|november|dezember"
    r"|frühjahr|frühling|sommer|herbst|winter|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|kommend|nächst|folgend|später|unbestimmt|unbekannt|neue jahr)"
)
"""How words begin that say when; "in den Saal verlegt" says where."""
_MUST = r"(?:muss(?:te)?|müssen|mussten)"

_CANCELLED = re.compile(
    rf"\b(?:abgesagt|gecancell?[et]d?|absagen (?:müssen|muss)"
    rf"|{_MUST} (?:\S+ ){{0,12}}absagen"
    r"|(?:wir sagen|sagen wir|sagt (?:der|die|das)) (?:\S+ ){1,12}ab(?=\s*[.!;]|\s*$)"
    r"|absage(?= (?:der|des|für|wegen|vo[nm])\b)|(?:termin|veranstaltungs)?absage(?=\s*[:!–-]|\s*$)"
    r"|abgesagte[nrsm]?|ersatzlos gestrichen"
    r"|entfällt|fällt (?:\S+ ){0,4}aus\b|fallen (?:\S+ ){0,4}aus\b|ausgefallen"
    r"|ausfall(?=\s*[:!)–-]|\s*$)"
    rf"|{_MUST} (?:\S+ ){{0,12}}(?:entfallen|ausfallen)"
    r"|(?:ist|sind|leider|ersatzlos|muss) (?:\S+ ){0,3}entfallen"
    r"|find(?:et|en) (?:\S+ ){0,8}nicht (?:wie geplant )?statt(?! sondern)"
    r"|(?:kann|können|konnten?|wird|werden) (?:\S+ ){0,8}nicht (?:wie geplant )?stattfinden"
    r"|cancell?ed|called off|will not take place)\b",
    re.IGNORECASE,
)
_POSTPONED = re.compile(
    rf"\b(?:verschoben|verschiebt|{_MUST} (?:\S+ ){{0,12}}verschieben|wir verschieben"
    r"|verschieben wir|terminverschiebung|terminänderung"
    r"|verschiebung(?=\s*[:!]|\s*$| (?:der|des) (?:veranstaltung|tagung|konferenz|termin|sitzung))"
    rf"|verlegt(?= (?:auf|in|vom) (?:\S+ ){{0,2}}{_TIME})|verlegt(?=\s*[:!–-])"
    rf"|(?:auf|in|ins|vom) (?:\S+ ){{0,2}}{_TIME}\S* (?:\S+ ){{0,5}}verlegt"
    r"|(?:wird|wurde|ist|werden|wurden) (?:leider |kurzfristig )?verlegt(?=\s*(?:[.!]|$))"
    r"|vertagt|(?:auf unbestimmte zeit|bis auf weiteres) (?:\S+ ){0,2}ausgesetzt"
    r"|(?:soll|wird|werden) (?:\S+ ){0,8}nachgeholt"
    r"|(?:wir|tagung|veranstaltung|konferenz|treffen|termin)\b[^.!?]{0,80}\bnachholen"
    r"|postponed|rescheduled|neuer termin(?:\b|:)|nachholtermin|ersatztermin)\b",
    re.IGNORECASE,
)
_DISTANT = r"(?:online|digital|virtuell)"
_ONLINE = re.compile(
    rf"\b(?:stattdessen (?:\S+ ){{0,4}}{_DISTANT}|findet (?:\S+ ){{0,4}}?(?:nun|jetzt|daher|deshalb"
    rf"|stattdessen) (?:\S+ ){{0,4}}{_DISTANT}"
    r"|verleg\w+ (?:\S+ ){0,16}(?:ins netz|ins internet|online"
    r"|in den (?:digitalen|virtuellen) raum)"
    r"|(?:ins netz|ins internet|in den (?:digitalen|virtuellen) raum) verlegt"
    r"|wird (?:nun |jetzt )?(?:als|ein) (?:online-?\w*|webinar|videokonferenz|digitale)"
    r"|(?:nun|jetzt) (?:als|ein) (?:webinar|online\w*|digitale\w*)"
    r"|wird (?:es )?nun ein webinar|nun wird es ein webinar|komplett online verlegt"
    rf"|statt in präsenz (?:\S+ ){{0,4}}{_DISTANT}"
    rf"|{_DISTANT} statt (?:wie geplant )?(?:in|im|vor|auf)\b"
    r"|präsenz(?:veranstaltung|termin|teil|tagung|treffen)\b[^.!?]{0,80}\b(?:entfällt|abgesagt))",
    re.IGNORECASE,
)
_NOT_OF_EVENT = re.compile(
    r"stornier|storno|rücktritt|teilnahmebedingung|agb|kostenfrei abgesagt|absage durch"
    r"|im falle einer absage|kostenlos absagen|absage (?:an\b|erteilt)"
    r"|absage (?:der|ihrer|einer) (?:teilnahme|anmeldung|buchung|reservierung)"
    r"|erteilt\w* (?:\S+ ){0,6}absage"
    r"|bei (?:einer |kurzfristiger |späterer )?absage|absagen bis|schwerpunkt|räumlich verlegt"
    r"|zuschlag|wohnsitz"
    r"|(?:gebühr|beitrag|kosten|pflicht|frist|erstattung|anspruch|steuer)\w* (?:\S+ ){0,2}entf"
    r"|(?:im vergangenen jahr|im vorjahr|letztes jahr|im letzten jahr|zuvor|vergangenes jahr)"
    r"|glasfaser|leitung|kabel|rohr|pflaster|gleise|behält sich|vorbehalten"
    r"|kann (?:\S+ ){0,8}abgesagt"
    r"|können (?:\S+ ){0,8}abgesagt|(?:zugesagt|zu- oder ab)|wer (?:\S+ ){0,6}absag"
    r"|\b(?:angemeldet\w*|teilnehm\w*|personen|gäste)\b(?!.*\bwir\b).*\babsag"
    r"|abgesagt (?:werden )?(?:musste|mussten|wurde|wurden|worden)\b.*\bfinde"
    r"|\b(?:bookings?|registrations?|tickets?|reservations?|orders?)\b"
    r"|\b(?:can|may|must) be (?:cancell?ed|postponed|rescheduled)",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:wenn|falls|sofern|sollten?|if|unless|should)\b", re.IGNORECASE)
_IF_FIRST = re.compile(r"\W*(?:wird|werden|muss|müssen|fällt|fallen)\b[^.!?]*", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(?:nicht|not|kein\w*)(?! nur| only)\s+(?:\S+\s+)?$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"\s+(?:nicht|not)\b", re.IGNORECASE)
_NOT_WITHIN = re.compile(r"\b(?:fällt|fallen)\b.*\bnicht\b", re.IGNORECASE)

_PART_BEFORE = re.compile(
    r"(?P<part>\b(?:vortrag|keynote|impuls|beitrag|rede|lesung|grußwort|auftritt)\w*"
    r" (?:vo[nm]|mit|des|der)\b"
    r"|\b(?:workshop|session|panel|modul|arbeitsgruppe|ag|themeninsel|block) (?:\d+|[A-Z]|[IVX]+)\b"
    r"|\b\w*(?:programmpunkt|grußwort|pause|imbiss|mittagessen|abendessen|catering|livestream"
    r"|übertragung|eintritt|shuttle)\b"
    r"|\b(?:zug|zugverbindung|busverbindung|bahn|linie|heizung|aufzug)\b)"
    r"[^,;:!?]*$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\s+(?:leider\s+|auch\s+)?(?:der|die|das)\s+(?P<part>\w*(?:programmpunkt|grußwort|pause"
    r"|imbiss|mittagessen|livestream|eintritt|beitrag|gebühr|pflicht|shuttle)\b)",
    re.IGNORECASE,
)
_DATE_OF_OTHER = re.compile(
    r"(?:\b\w*frist|schluss|\bbeginn|\bstart|\beinlass|\banfang|\buhrzeit|\bdeadline|\bstichtag)"
    r"\w*\b[^,;:!?]*$",
    re.IGNORECASE,
)
"""What has a time too, but is not the event."""
_NEW_DAY = re.compile(
    r"\bauf(?: den| das| die)?(?: \w+tag,?)?(?: den| dem)?\s*$"
    r"|\b(?:postponed|rescheduled) to\b\D{0,20}$"
    r"|\b(?:ersatz|nachhol|ausweich|neuer )termin[^\d.!?]{0,40}$",
    re.IGNORECASE,
)
_MADE_UP_FOR = re.compile(r"\bnach(?:geholt|holen)\b", re.IGNORECASE)

_CHANGES = (
    (
        _ONLINE, EventStatus.MOVED_ONLINE, "status.moved_online",
        ("statt", "verleg", "wird", "findet", "nun ", "jetzt ", "präsenz"),
    ),
    (
        _POSTPONED, EventStatus.POSTPONED, "status.postponed",
        ("verscho", "verschieb", "verleg", "vertag", "ausgesetzt", "nachgeholt", "nachhol",
         "postponed", "rescheduled", "neuer termin", "ersatztermin", "terminänderung"),
    ),
    (
        _CANCELLED, EventStatus.CANCELLED, "status.cancelled",
        ("absag", "abgesagt", "entf", "fällt", "fallen", "ausfall", "nicht ", "cancel", "called",
         "sagen", "sagt", "gestrichen", "not take"),
    ),
)  # fmt: skip
"""Each change: its patterns, and the parts of words one of which stands in all that they match."""
_DISTANT_WORDS = (
    "online",
    "netz",
    "digital",
    "virtuell",
    "webinar",
    "internet",
    "video",
    "präsenz",
)


_WHICH = re.compile(r"\b(?i:der|die|das|diese[rs]?|unsere?) (?P<noun>[A-ZÄÖÜ][\w-]{3,})")
_ANY_EVENT = frozenset(("veranstaltung", "termin"))


def status_in(text: str, offset: int, name: str = "") -> Found[EventStatus] | None:
    """Return the state that `text` (at `offset` in the page's text) states, or None.

    What the event's `name` names is no part of its programme.
    """
    text = text[:MAX_SENTENCE]
    low = text.lower()
    distant = any(word in low for word in _DISTANT_WORDS)
    for pattern, status, rule, stems in _CHANGES:
        if (pattern is _ONLINE and not distant) or not any(stem in low for stem in stems):
            continue
        for start, end in sentences(text):
            hit = pattern.search(text, start, end)
            if hit and _speaks_of_event(text[start:end], hit, start, status, name):
                evidence = Evidence(
                    quote=hit[0], start=offset + hit.start(), end=offset + hit.end(), rule=rule,
                    confidence=0.9,
                )  # fmt: skip
                return Found(value=status, evidence=evidence)
    return None


def says_which(sentence: str, name: str) -> bool:
    """Whether a sentence far from an event's day speaks of it: "Die Veranstaltung", by its kind.

    "Der Fachtag" is the event that its `name` calls so; other events may be told of on its page.
    """
    low = name.lower()
    nouns = (hit["noun"].lower() for hit in _WHICH.finditer(sentence))
    return any(noun in _ANY_EVENT or noun in low for noun in nouns)


def is_new_day(before: str, after: str) -> bool:
    """Whether a day is the one that an event was put off to, by its sentence around that day."""
    return bool(_NEW_DAY.search(before) or _MADE_UP_FOR.search(after))


def _speaks_of_event(
    sentence: str, hit: re.Match[str], start: int, status: EventStatus, name: str
) -> bool:
    """Whether the words in a sentence (at `start` in its text) state a change of the event."""
    before, after = sentence[: hit.start() - start], sentence[hit.end() - start :]
    if _NOT_OF_EVENT.search(sentence) or _IF.search(before):
        return False
    if "," in after and _IF_FIRST.fullmatch(before + hit[0]):
        return False
    if status is EventStatus.MOVED_ONLINE:
        return True
    if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after) or _NOT_WITHIN.search(hit[0]):
        return False
    if status is EventStatus.POSTPONED and _DATE_OF_OTHER.search(before):
        return False
    part = _PART_BEFORE.search(before + hit[0]) or _PART_AFTER.match(after)
    return part is None or part["part"].lower() in name.lower()
