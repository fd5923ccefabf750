"""The words that announce a fact: "Wann", "Tagungsort", "Anmeldeschluss". Table and look-up."""

import re
from functools import lru_cache

from parsers.page.facts import Label

_WORDS: dict[Label, str] = {
    Label.DATE: "datum|termine?|wann|tag|zeitraum|veranstaltungs(?:datum|termin|zeit|zeitraum)"
    r"|datum(?: (?:und|&) |/| / )(?:uhr)?zeit|tag und uhrzeit|wann\?|when|date|ersatztermin"
    r"|nachholtermin|neuer termin"
    r"|beginn(?: (?:und|&) |/)ende|von(?: - |/| – )bis|date ?(?:/|&|and) ?time|veranstaltungstage?"
    r"|(?:\d\. )?termin(?: \d)?|wann und wo\??|wo und wann\??|veranstaltungsdaten|dates"
    "|termin/ort|kurstermine?|seminartermin|zeit und ort|ort und zeit|zeitpunkt",
    Label.START: "beginn|anfang|start(?:datum|termin|zeit)?|von|veranstaltungsbeginn|kursbeginn",
    Label.END: "ende|enddatum|endet|bis|veranstaltungsende|kursende|schluss",
    Label.TIME: "uhrzeit|zeit|zeiten|time|dauer/uhrzeit|seminarzeit(?:en)?|kurszeit(?:en)?",
    Label.PLACE: r"(?:\d\. )?ort(?: \d)?|wo|where|stadt|gemeinde|veranstaltungsstadt"
    "|veranstaltungsort (?:ort|stadt)",
    Label.VENUE: "veranstaltungsort|tagungsort|treffpunkt|tagungsstätte|veranstaltungsstätte"
    "|location|lokalität|seminarort|kursort|tagungshotel|spielort|venue"
    "|veranstaltungsort (?:bezeichnung|name|titel)|ort der veranstaltung|veranstaltungsorte",
    Label.ADDRESS: "adresse|anschrift|veranstaltungsadresse|straße|anfahrt|plz|postleitzahl"
    "|plz(?:/| und )ort|straße und hausnummer|veranstaltungsort (?:adresse|anschrift|straße|plz)"
    "|address",
    Label.ORGANIZER: "veranstalter(?::?innen|in|/in|/-in|\\*innen)?|ausrichter(?:in)?|ausrichtende"
    "|organisator(?:en|in)?|gastgeber(?:in)?|träger|organisation|durchführung|organizer"
    "|veranstaltende|veranstalter und organisator|host|gastgebende|wer"
    "|eine veranstaltung (?:von|der|des)",
    Label.TITLE: "titel|thema|was|veranstaltung|veranstaltungstitel|bezeichnung|seminar"
    "|seminartitel",
    Label.DEADLINE: "anmeldeschluss|anmeldefrist|anmeldung bis|bewerbungsfrist|bewerbungsschluss"
    "|einsendeschluss|frist|einreichungsfrist|abgabefrist|antragsfrist|rückmeldung bis"
    "|rückmeldefrist|stichtag|anmeldeschluß|anmeldung|angebots(?:frist|schluss|abgabe)"
    "|abgabe(?:termin|schluss)|teilnahmefrist|bindefrist|zuschlagsfrist|submission(?:stermin)?"
    "|angebotseröffnung|öffnung der angebote|gültig bis|gespeichert bis|läuft ab(?: am)?",
    Label.PRICE: "preis(?: zzgl\\. mwst\\.?)?|kosten|teilnahme(?:gebühr|beitrag|kosten)"
    "|gebühr(?:en)?"
    "|eintritt|kostenbeitrag|tagungs(?:gebühr|beitrag)|teilnahmeentgelt|beitrag|entgelt",
    Label.PUBLISHED: "stand|veröffentlicht|veröffentlicht am|erstellt(?: am)?|aktualisiert(?: am)?"
    "|letzte aktualisierung|letzte änderung|publiziert|online seit|eingestellt am|meldung vom",
    Label.OTHER: "referent(?:en|in|:innen|innen|inn)?|referierende|dozent(?:en|in|:innen)?|leitung"
    "|kontakt|ansprechpartner(?:in|:in)?|ansprechperson|telefon|tel|fax|e-?mail|kennung"
    "|(?:kurs|seminar|veranstaltungs)-?(?:nummer|nr\\.?)|nummer|inhalte?|beschreibung|zielgruppen?"
    "|format|art|kategorie|themen|schlagworte?|programm|ziele?|hinweise?|moderation|teilnehmer"
    "|sprache|link|website|webseite|internet|weitere informationen|informationen"
    "|ziel der veranstaltung"
    "|download|downloads|dauer|plätze|teilnehmerzahl|max\\. teilnehmer|pressekontakt"
    "|barrierefreiheit|land|bundesland|veranstaltungsort land|sachgebiete?|art der veranstaltung"
    "|veranstaltungsart|veranstaltungsform|typ|stichworte|freie plätze|anmeldungen|kurzbeschreibung"
    "|raum|veranstaltungsraum|teilnehmende|teilnehmer(?:innen|:innen|kreis)?|sprechzeiten|öffnungszeiten|status",
}
_BY_WORD = re.compile(
    "|".join(f"(?P<{label.value}>{words})" for label, words in _WORDS.items()), re.IGNORECASE
)


def label_of(word: str) -> Label | None:
    """Return what the label `word` announces, or None where it is no known label."""
    return _label(word.strip(" :?–-|\u00a0").strip()) if len(word) < 80 else None


@lru_cache(maxsize=4096)
def _label(word: str) -> Label | None:
    hit = _BY_WORD.fullmatch(word)
    return Label(hit.lastgroup) if hit and hit.lastgroup else None
