"""What a mention is of an event: the whole, an opening, something beside it, a deadline.

Read from the words of the title alone; who is right about a role is judged elsewhere.
"""

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a title says that it is of something larger."""

    DEADLINE = "deadline"
    PRESS = "press date"
    SIDE = "side event"
    OPENING = "opening"
    HALFWAY = "halfway"
    CLOSING = "closing"
    TOUR = "guided tour"
    SESSION = "session"
    EXTRA = "repetition"
    PUBLIC_PART = "one part of a meeting"


_WORDS: dict[Role, str] = {
    Role.DEADLINE: r"""
        (?:anmelde|bewerbungs|einsende|abgabe|annahme|melde|redaktions|antrags|foerder
        |einreichungs|nominierungs|ausschreibungs|buchungs|rabatt|einreich|vorschlags
        |teilnahme)schluss
        |\w*frist(?:ende|ablauf)?|deadline|stichtag|\w*bewerbungsphase|einreichung(?:en)?
        |fruehbucher\w*|verkaufsstart|vorverkauf\w*|(?:ticket|karten)(?:vor)?verkauf
        |(?:anmelde|bewerbungs|antrags|registrierungs|einreichungs)(?:start|beginn|phase|zeitraum
        |fenster|ende)|\w*aufruf|ausschreibung|abstimmung|auslegung|offenlage|bewerben""",
    Role.PRESS: r"""
        (?:presse|medien|bilderpresse)(?:konferenz|gespraech|termin|rundgang|einladung|fahrt
        |fruehstueck|briefing|vorbesichtigung|vorstellung|tour)\w*|fototermin""",
    Role.SIDE: r"""
        vorabend\w*|begleit(?:programm|veranstaltung|ausstellung|exkursion|seminar|event)\w*
        |rahmenprogramm|preconference|vorprogramm|vorkonferenz|abendempfang|abendveranstaltung
        |abendprogramm|standempfang|\w*gemeinschaftsstand\w*|messestand|messeauftritt|festabend
        |afterparty|satellite\w*|satelliten\w*|ausklang|vortreffen|vorbereitungs(?:treffen
        |workshop)|nachtreffen|generalprobe|delegationsreise|partnerabend|austellerabend
        |ausstellerabend|fachexkursion|warmup|abendessen|dinner|galadinner""",
    Role.OPENING: r"""
        \w*eroeffnung\w*|vernissage|\w*auftakt\w*|kickoff\w*|startschuss|\w*einweihung\w*|opening
        |start(?:veranstaltung|workshop|konferenz|treffen)|spatenstich|grundsteinlegung|richtfest""",
    Role.HALFWAY: r"halbzeit\w*|zwischen(?:bilanz|konferenz|praesentation|stand|workshop)\w*",
    Role.CLOSING: r"""
        abschluss(?!praesentation)\w*|\w+abschluss|finale|finissage|schluss(?:veranstaltung
        |konferenz|termin)|closing|ergebniskonferenz|abschlusspraesentation\w*""",
    Role.TOUR: r"""
        (?:kuratoren|kuratorinnen|sonder|themen|direktoren|abend|familien|werk|baustellen
        |ausstellungs|gelaende)?(?:fuehrung(?:en)?|rundgang)|kuenstlergespraech""",
    Role.SESSION: r"""
        keynote\w*|plenum\w*|plenarsitzung|impulsvortrag|grusswort\w*|\w*podium\w*|panel\w*
        |session\w*|fachforum|fachforen|preisverleihung\w*|poster\w*|themeninsel\w*|slot
        |begruessung|parallelforum|themenforum|workshopphase|matchmaking|pitch\w*|siegerehrung
        |breakout\w*|fishbowl|worldcafe""",
    Role.EXTRA: r"zusatz(?:termin|veranstaltung|kurs)|wiederholung\w*|zweittermin",
    Role.PUBLIC_PART: r"(?:nicht)?oeffentlich(?:e[rs]?)?|geschlossene[rs]?|interne[rs]?",
}
_PHRASES: dict[Role, str] = {
    Role.DEADLINE: r"""
        call for \w+|early bird|anmeldung (?:bis|endet|oeffnet|startet|moeglich|ab)
        |registration (?:opens|closes|ends)|letzte chance""",
    Role.PRESS: r"press (?:conference|briefing|tour|event)",
    Role.SIDE: r"""
        am vorabend|side (?:event|session)\w*|get together|pre (?:conference|event|workshop)
        |empfang (?:am|beim|auf|zur|zum|anlaesslich|im rahmen)|stand auf|after (?:show|work)
        |warm up|exkursion zu[rm]|im rahmen (?:der|des|von)|am rande|im vorfeld
        |im anschluss an""",
    Role.OPENING: r"kick off",
    Role.HALFWAY: r"mid term|half time",
    Role.CLOSING: r"final (?:conference|event|meeting)",
    Role.TOUR: r"guided tours?",
    Role.SESSION: r"speed dating|world cafe",
    Role.EXTRA: r"weiterer termin|(?:zweiter|2) termin",
}


def _one_line(pattern: str) -> str:
    return re.sub(r"\s*\n\s*", "", pattern)


_OF_WORD = [(role, re.compile(_one_line(pattern))) for role, pattern in _WORDS.items()]
_OF_PHRASE = [
    (role, re.compile(rf"\b(?:{_one_line(pattern)})\b")) for role, pattern in _PHRASES.items()
]
_ANY_PHRASE = re.compile("|".join(pattern.pattern for _, pattern in _OF_PHRASE))
_NONE: frozenset[Role] = frozenset()


def roles_of(folded: str) -> frozenset[Role]:
    """Return the roles that a folded title names; empty for the whole event."""
    roles = _NONE.union(*map(_roles_of_word, folded.split()))
    if _ANY_PHRASE.search(folded) is None:
        return roles
    return roles | {role for role, pattern in _OF_PHRASE if pattern.search(folded)}


@lru_cache(maxsize=65536)
def _roles_of_word(word: str) -> frozenset[Role]:
    return frozenset(role for role, pattern in _OF_WORD if pattern.fullmatch(word))
