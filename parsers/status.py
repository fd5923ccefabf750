"""Whether an event takes place as planned: cancelled, postponed, moved, moved online.

A rule of cancellation ("Stornierung kostenlos bis ..."), last year's cancellation and money that
falls to somebody ("entfallen auf") are none.
"""

import re

from model import EventStatus, Evidence
from parsers.candidate import Found
from parsers.sentences import MAX_SENTENCE, sentences

_CANCELLED = re.compile(
    r"\b(?:abgesagt|absagen (?:müssen|muss)|(?:muss(?:te)?|müssen|mussten) (?:\S+ ){0,12}absagen"
    r"|absage(?= (?:der|des|für|wegen|vo[nm])\b|\s*[:!–-]|\s*$)|abgesagte[nrsm]?"
    r"|entfällt|fällt (?:\S+ ){0,4}aus\b|fallen (?:\S+ ){0,4}aus\b|ausgefallen"
    r"|ausfall(?=\s*[:!)–-]|\s*$)"
    r"|(?:muss(?:te)?|müssen|mussten) (?:\S+ ){0,12}(?:entfallen|ausfallen)"
    r"|(?:ist|sind|leider|ersatzlos|muss) (?:\S+ ){0,3}entfallen"
    r"|find(?:et|en) (?:\S+ ){0,8}nicht statt|cancell?ed)\b",
    re.IGNORECASE,
)
_POSTPONED = re.compile(
    r"\b(?:verschoben|verschiebt|verschieben|verschiebung|terminverschiebung|terminänderung"
    r"|verlegt(?= (?:auf|in den|in das|ins|vom)\b|\s*[:!–-]|\s*$|[.])"
    r"|(?:auf|vom) (?:\S+ ){1,6}verlegt"
    r"|vertagt|auf unbestimmte zeit|(?:soll|wird|werden) (?:\S+ ){0,8}nachgeholt|nachholen"
    r"|postponed|neuer termin(?:\b|:)|nachholtermin|ersatztermin)\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"\b(?:stattdessen (?:\S+ ){0,4}(?:online|digital|virtuell)|findet (?:nun|jetzt|daher|deshalb"
    r"|stattdessen) (?:\S+ ){0,4}(?:online|digital|virtuell)"
    r"|verleg\w+ (?:\S+ ){0,16}(?:ins netz|ins internet|online"
    r"|in den (?:digitalen|virtuellen) raum)"
    r"|(?:ins netz|ins internet|in den (?:digitalen|virtuellen) raum) verlegt"
    r"|wird (?:nun |jetzt )?(?:als|ein) (?:online-?\w*|webinar|videokonferenz|digitale)"
    r"|(?:nun|jetzt) (?:als|ein) (?:webinar|online\w*|digitale\w*)"
    r"|wird (?:es )?nun ein webinar|nun wird es ein webinar|komplett online verlegt"
    r"|statt in präsenz (?:\S+ ){0,4}(?:online|digital|virtuell)"
    r"|(?:online|digital|virtuell) statt (?:wie geplant )?(?:in|im|vor|auf)\b"
    r"|präsenz(?:veranstaltung|termin|teil|tagung|treffen)\b[^.!?]{0,80}\b(?:entfällt|abgesagt))",
    re.IGNORECASE,
)
_NOT_OF_EVENT = re.compile(
    r"stornier|storno|rücktritt|teilnahmebedingung|agb|kostenfrei abgesagt|absage durch"
    r"|im falle einer absage|kostenlos absagen|absage (?:an\b|erteilt)"
    r"|erteilt\w* (?:\S+ ){0,6}absage"
    r"|bei absage|absagen bis|falls|schwerpunkt|räumlich verlegt|zuschlag|wohnsitz"
    r"|(?:gebühr|beitrag|kosten|pflicht|frist|erstattung|anspruch|steuer)\w* (?:\S+ ){0,2}entf"
    r"|(?:im vergangenen jahr|im vorjahr|letztes jahr|im letzten jahr|zuvor|vergangenes jahr)"
    r"|glasfaser|leitung|kabel|rohr|pflaster|gleise|behält sich|vorbehalten"
    r"|kann (?:\S+ ){0,8}abgesagt"
    r"|können (?:\S+ ){0,8}abgesagt|(?:zugesagt|zu- oder ab)|wer (?:\S+ ){0,6}absag",
    re.IGNORECASE,
)


_CHANGES = (
    (
        _ONLINE, EventStatus.MOVED_ONLINE, "status.moved_online",
        ("statt", "verleg", "wird", "findet", "nun ", "jetzt ", "präsenz"),
    ),
    (
        _POSTPONED, EventStatus.POSTPONED, "status.postponed",
        ("verscho", "verschieb", "verleg", "vertag", "unbestimmte", "nachgeholt", "nachhol",
         "postponed", "neuer termin", "ersatztermin", "terminänderung"),
    ),
    (
        _CANCELLED, EventStatus.CANCELLED, "status.cancelled",
        ("absag", "abgesagt", "entf", "fällt", "fallen", "ausfall", "nicht statt", "cancel"),
    ),
)  # fmt: skip
"""Each change: its patterns, and the parts of words one of which stands in all that they match."""
_DISTANT = ("online", "netz", "digital", "virtuell", "webinar", "internet", "video", "präsenz")


def status_in(text: str, offset: int) -> Found[EventStatus] | None:
    """Return the state that `text` (at `offset` in the page's text) states, or None."""
    text = text[:MAX_SENTENCE]
    low = text.lower()
    distant = any(word in low for word in _DISTANT)
    for pattern, status, rule, stems in _CHANGES:
        if (pattern is _ONLINE and not distant) or not any(stem in low for stem in stems):
            continue
        for start, end in sentences(text):
            hit = pattern.search(text, start, end)
            if hit and not _NOT_OF_EVENT.search(text, start, end):
                evidence = Evidence(
                    quote=hit[0], start=offset + hit.start(), end=offset + hit.end(), rule=rule,
                    confidence=0.9,
                )  # fmt: skip
                return Found(value=status, evidence=evidence)
    return None
