"""What a mention is of an event: the whole, an opening, something beside it, a deadline.

Read from the words of the title alone; who is right about a role is judged elsewhere.
"""

import re
from enum import StrEnum


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


_PATTERNS: dict[Role, str] = {
    Role.DEADLINE: r"""\w*(?:anmelde|bewerbungs|einsende|abgabe|annahme|melde|redaktions|antrags
        |foerder|einreichungs|nominierungs|ausschreibungs|buchungs|rabatt|melde)schluss\w*|\w+frist
        |frist|fristende|fristablauf|deadline|stichtag|call for \w+|\w*bewerbungsphase
        |\w*bewerbungszeitraum|einreichung(?:en)?|early bird|fruehbucher\w*|verkaufsstart
        |vorverkauf\w*|ticketverkauf|(?:anmelde|bewerbungs|antrags|registrierungs)(?:start|beginn
        |phase|zeitraum|fenster|ende)|anmeldung (?:bis|endet|oeffnet|startet|moeglich)|bewerben bis
        |(?:jetzt )?bewerben|registration (?:opens|closes|ends)|ausschreibung|foerderaufruf
        |projektaufruf|ideenaufruf|aufruf zur \w+|wettbewerbsaufruf|online abstimmung|abstimmung
        |konsultationsfrist|auslegung|letzte chance|vormerkfrist|bewerbungsstart|themenaufruf""",
    Role.PRESS: r"""
        presse(?:konferenz|gespraech|termin|rundgang|einladung|fahrt|fruehstueck|briefing
        |vorbesichtigung)\w*|medien(?:termin|gespraech|rundgang)|fototermin|press (?:conference
        |briefing|tour|event)|bilderpresse\w*|pressevorstellung""",
    Role.SIDE: r"""vorabend\w*|am vorabend|side event\w*|begleitprogramm|begleitveranstaltung\w*
        |begleitausstellung|begleitexkursion\w*|begleitseminar|rahmenprogramm|get together
        |pre (?:conference|event|workshop)\w*|preconference|vorprogramm|vorkonferenz|abendempfang
        |abendveranstaltung|abendprogramm|standempfang|empfang (?:am|beim|auf|zu[rm]?|anlaesslich
        |im rahmen)|gemeinschaftsstand\w*|messestand|stand auf|messeauftritt|nachmittagsprogramm
        |conference dinner|dinner|after ?show\w*|after ?work\w*|afterparty|warm ?up|festabend
        |exkursion zu[rm]?|fachexkursion zu[rm]?|side session|satellite\w*|satelliten\w*
        |im rahmen (?:der|des|von)|am rande|im vorfeld|vor der|im anschluss an|netzwerkabend zu[rm]?
        |ausklang|vortreffen|vorbereitungstreffen|nachtreffen|vorbereitungsworkshop|generalprobe
        |delegationsreise|partnerabend|ausstellerabend|ausstellertreffen|karrieretag auf""",
    Role.OPENING: r"""
        \w*eroeffnung\w*|vernissage|\w*auftakt\w*|kick ?off\w*|startschuss|\w*einweihung\w*
        |opening|auftaktet|startveranstaltung|startworkshop|startkonferenz|spatenstich
        |grundsteinlegung|richtfest|eroeffnet""",
    Role.HALFWAY: r"""halbzeit\w*|zwischenbilanz\w*|mid ?term\w*|zwischenkonferenz\w*
        |zwischenpraesentation\w*|zwischenstand|zwischenworkshop""",
    Role.CLOSING: r"""
        abschluss(?!praesentation)\w*|\w+abschluss|finale|finissage|schlussveranstaltung
        |schlusskonferenz|closing|final (?:conference|event|meeting)|ergebniskonferenz
        |abschlusspraesentation\w*|schlussveranstaltung""",
    Role.TOUR: r"""(?:kuratoren|sonder|themen|expert\w*|direktoren|abend|familien|oeffentliche)?
        ?fuehrung(?:en)?|guided tours?|\w+fuehrung durch\w*|fuehrung durch\w*|baustellenfuehrung
        |rundgang durch die ausstellung|kuenstlergespraech|werkfuehrung""",
    Role.SESSION: r"""keynote\w*|plenum\w*|plenarsitzung|impulsvortrag|grusswort\w*|\w*podium\w*
        |panel\w*|session\w*|fachforum|fachforen|preisverleihung\w*|paper session|poster\w*
        |themeninsel\w*|slot|barcamp session|vortrag|impuls|begruessung|parallelforum|themenforum
        |workshopphase|matchmaking|speed ?dating|pitch\w*|siegerehrung|mitgliederversammlung
        |breakout\w*|fishbowl|worldcafe|world cafe|ag \w""",
    Role.EXTRA: r"""zusatztermin|zusatzveranstaltung|wiederholung\w*|wiederholungstermin|2 termin
        |weiterer termin|zweiter termin|zusatzkurs|zweittermin""",
    Role.PUBLIC_PART: r"""(?:nicht ?)?oeffentlicher teil|oeffentliche sitzung|nichtoeffentliche\w*
        |geschlossener teil|interner teil|(?:nicht )?oeffentlich""",
}
_FINDERS = {
    role: re.compile(r"\b(?:" + re.sub(r"\s*\n\s*", "", pattern) + r")\b")
    for role, pattern in _PATTERNS.items()
}
_ANY = re.compile("|".join(finder.pattern for finder in _FINDERS.values()))


def roles_of(folded: str) -> frozenset[Role]:
    """Return the roles that a folded title names; empty for the whole event."""
    if _ANY.search(folded) is None:
        return frozenset()
    return frozenset(role for role, finder in _FINDERS.items() if finder.search(folded))
