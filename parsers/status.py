"""Whether an event takes place as planned: cancelled, postponed, moved, moved online.

A rule of cancellation ("Stornierung kostenlos bis ...") is no cancellation.
"""

import re

from model import EventStatus, Evidence
from parsers.candidate import Found

_CANCELLED = re.compile(
    r"\b(?:abgesagt|absage\b|abgesagte[nrsm]?|entfällt|entfallen\b|fällt (?:\S+ ){0,4}aus"
    r"|ausgefallen"
    r"|findet (?:\S+ ){0,6}nicht statt|muss(?:te)? (?:\S+ ){0,8}ausfallen|cancell?ed)\b",
    re.IGNORECASE,
)
_POSTPONED = re.compile(
    r"\b(?:verschoben|verschiebt|verschiebung|verlegt|vertagt|auf unbestimmte zeit|nachgeholt"
    r"|postponed|neuer termin(?:\b|:)|nachholtermin|ersatztermin)\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"\b(?:stattdessen online|findet nun online|ins netz verlegt|wird (?:nun )?(?:als"
    r"|ein) (?:online-?\w*|webinar)"
    r"|nun (?:als|ein) (?:webinar|online\w*)|in den digitalen raum verlegt"
    r"|wird (?:es )?nun ein webinar|nun wird es ein webinar|komplett online verlegt)\b",
    re.IGNORECASE,
)
_NOT_OF_EVENT = re.compile(
    r"stornier|storno|rücktritt|teilnahmebedingung|agb|kostenfrei abgesagt|absage durch"
    r"|im falle einer absage"
    r"|bei absage|absagen (?:bis|müssen)|falls|schwerpunkt|räumlich verlegt|zuschlag|wohnsitz",
    re.IGNORECASE,
)


def status_in(text: str, offset: int) -> Found[EventStatus] | None:
    """Return the state that `text` (at `offset` in the page's text) states, or None."""
    if _NOT_OF_EVENT.search(text):
        return None
    for pattern, status, rule in (
        (_ONLINE, EventStatus.MOVED_ONLINE, "status.moved_online"),
        (_POSTPONED, EventStatus.POSTPONED, "status.postponed"),
        (_CANCELLED, EventStatus.CANCELLED, "status.cancelled"),
    ):
        hit = pattern.search(text)
        if hit:
            evidence = Evidence(
                quote=hit[0], start=offset + hit.start(), end=offset + hit.end(), rule=rule,
                confidence=0.9,
            )  # fmt: skip
            return Found(value=status, evidence=evidence)
    return None
