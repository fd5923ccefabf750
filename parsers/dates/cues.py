"""The words around a date that say what it is the date of, and whether it lies ahead.

One pattern finds them all; `kinds` weighs them. Stems, so that compounds are found too.
"""

import re
from dataclasses import dataclass

_DEADLINE = (
    r"anmelde(?:schluss|ende|termin)|meldeschluss|bewerbungs(?:schluss|ende)|einsendeschluss|"
    r"(?:einreichungs?|abgabe|antrags|rückmelde|nominierungs|redaktions|teilnahme)"
    r"(?:schluss|ende|termin)|anmeldung(?:en)?\s(?:\w+\s){0,3}bis\b|deadline|stichtag|"
    r"call\sfor\s(?:papers|proposals|abstracts)|early.?bird|frühbucher"
)
_WEAK = (
    r"anmeld|anzumelden|angemeldet|meld|bewerb|bewirb|einreich|einzureich|eingereicht|reichen|"
    r"antr(?:ag|äg)|beantrag|rückmeld|abgabe|abzugeben|abgeben|einsend|einzusend|zusend|senden|"
    r"nominier|vorschl[aä]g|skizze|projektskizze|registrier|zusage|zusagen|buchbar|buchen|"
    r"stellungnahme|vorzulegen|gestellt|abstimm|voten|teilnahmebestätigung|apply|register"
)
_PUBLISHED = (
    r"stand|veröffentlich|erschien|publiziert|presse(?:mitteilung|information|meldung|artikel|info|"
    r"erklärung)|medieninformation|meldung|artikel|nachricht|newsletter|news|mitteilung|"
    r"(?:zuletzt\s)?(?:aktualisiert|aktualisierung|bearbeitet|geändert)|letzte\s(?:änderung|"
    r"aktualisierung|bearbeitung)|erstellt|eingestellt|online\sseit|published|updated|posted|vom\b"
)
_PERIOD = (
    r"laufzeit|(?:förder|projekt|programm|bewilligungs|gültigkeits|vertrags|wahl|amts|berichts|"
    r"finanz|durchführungs)(?:periode|zeitraum|laufzeit|phase)|gilt|gelten|gültig|in\skraft|"
    r"inkrafttreten|befristet|(?:programm|projekt|förderung|vorhaben)\s(?:läuft|lief)"
)
_HOURS = (
    r"erreichbar|telefonisch|öffnungszeit|sprechzeit|sprechstunde|geöffnet|servicezeit|bürozeit|"
    r"geschäftszeit|telefonzeit|hotline|beratungszeit|kernzeit"
)
_HISTORY = (
    r"gebor|gegründet|gründung\s(?:am|im|vom)\b|gestorben|verstorben|geb\.|todestag|geburtstag|"
    r"jahrestag\sdes|\(\*"
)
_LABEL = (
    r"termin(?:e|details)?\b|wann\b|datum\b|findet\b|finden\b|stattfinde|veranstaltungs(?:termin|tag|datum|zeit)|"
    r"beginn\b|zeitpunkt|uhrzeit|when\b|date\b"
)
_PAST = (
    r"fand(?:en)?\b|traf(?:en)?\b|lud(?:en)?\b|diskutierten?\b|nahm(?:en)?\b|eröffneten?\b|tagten?\b|"
    r"kam(?:en)?\b|begrüßten?\b|berichteten?\b|stattgefunden|war(?:en)?\b|wurden?\b|hatten?\b|gab\b|"
    r"präsentierten?\b|stellten?\b|besuchten?\b|feierten?\b|folgten?\b|hielt(?:en)?\b|verlieh|"
    r"starteten?\b|unterzeichneten?\b|rückblick|verabschiedeten?\b|beschloss|veranstalteten?\b|"
    r"organisierten?\b|informierten?\b|endeten?\b|zog(?:en)?\b|trat(?:en)?\b|wählten?\b|sprach|"
    r"versammelten?\b|berieten|teilgenommen|teilnahmen|lockten?\b|begann(?:en)?\b|ging(?:en)?\b|"
    r"standen?\b|mussten?\b|konnten?\b|haben\b|hat\b|erhielt(?:en)?\b|überreichten?\b|took\splace|was\sheld"
)
_COMING = (
    r"lädt\b|laden\b|einladung|eingeladen|herzlich\swillkommen|stattfinde|save\sthe\sdate|findet\b|"
    r"finden\b|wird\b|werden\b|beginnt\b|beginnen\b|startet\b|starten\b|heißt\ses|freuen\suns\sauf|"
    r"geplant|vormerken|merken\ssie|jetzt\b|folgt\b|folgen\b|tagt\b|veranstaltet\b|veranstalten\b|"
    r"bevorsteh|kommende[nrsm]?\b|nächste[nrsm]?\b|anmeld|trifft\b|macht\b|berät\b|"
    r"bietet\b|gibt\ses|geht\ses|will\stake\splace|invite|dreht\ssich|diskutieren\b|öffnet\b|zeigt\b"
)
_MOVED = (
    r"versch(?:oben|iebt|ieben|iebung)|verleg(?:t|ung|en)|neuer\stermin|nachholtermin|ersatztermin"
)

_PATTERN = re.compile(
    r"(?P<law>gesetz|verordnung|richtlinie|beschl[uü]ss|fassung|bekanntmachung|urteil|erlass|"
    r"satzung|bgbl|gvbl|bescheid|vereinbarung)|(?P<limit>frist(?:en|ende|ablauf)?\b)"
    rf"|\b(?:(?P<deadline>{_DEADLINE})|(?P<history>{_HISTORY})|(?P<moved>{_MOVED})|(?P<period>{_PERIOD})|(?P<hours>{_HOURS})"
    rf"|(?P<published>{_PUBLISHED})|(?P<past>{_PAST})|(?P<coming>{_COMING})|(?P<label>{_LABEL})"
    rf"|(?P<weak>{_WEAK}))"
)
_BOTH = {"findet": "label", "finden": "label", "stattfinde": "label", "anmeld": "weak"}
"""Stems that are cues of the tense and of the kind."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue by its span in the plain text; `sort` is the name of its group."""

    start: int
    end: int
    sort: str


def cues(low: str, start: int, end: int) -> list[Cue]:
    """Return the cues between two positions of a lower-case plain text, in order."""
    found: list[Cue] = []
    for match in _PATTERN.finditer(low, start, end):
        sort = match.lastgroup or ""
        found.append(Cue(match.start(), match.end(), "deadline" if sort == "limit" else sort))
        twin = _BOTH.get(match[0])
        if twin:
            found.append(Cue(match.start(), match.end(), twin))
    return found
