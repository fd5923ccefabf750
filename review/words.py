"""The German words of the interface for every code of the store. Tables, and what picks from them.

Codes are stable and stand in addresses and in the database; only here do they become language.
"""

from math import floor

from model import AttendanceMode, EventStatus, HealthState
from store import RejectReason
from store.retention import FORMER_STAFF
from store.reviewing.measures import TrustState
from store.reviewing.records import ActKind, Tab, Why

TABS = {
    Tab.ALL: "Alle offenen",
    Tab.NEW: "Neu",
    Tab.CHANGED: "Geändert",
    Tab.SOON: "Bald",
    Tab.UNSURE: "Unsicher",
    Tab.POSTPONED: "Zurückgestellt",
    Tab.DELISTED: "Nicht mehr gelistet",
    Tab.SAMPLE: "Stichprobe",
}

EMPTY = {
    Tab.NEW: "Kein neuer Termin wartet.",
    Tab.CHANGED: "Seit der letzten Freigabe hat sich nichts geändert.",
    Tab.SOON: "In den nächsten Tagen ist nichts Offenes.",
    Tab.UNSURE: "Nichts ist unsicher.",
    Tab.POSTPONED: "Nichts ist zurückgestellt.",
    Tab.DELISTED: "Kein Termin ist von seiner Seite verschwunden.",
    Tab.SAMPLE: "Die Stichprobe ist geprüft.",
}

WHY = {
    Why.YEAR_INFERRED: "Jahr fehlt auf der Seite",
    Why.NO_DAY: "Kein Tag genannt",
    Why.COARSE: "Zeit nur ungefähr",
    Why.DATE_UNSURE: "Datum unsicher",
    Why.PLACE_MISSING: "Ort fehlt",
    Why.PLACE_UNSURE: "Ort unsicher",
    Why.NAME_UNSURE: "Titel unsicher",
    Why.ORGANIZER_MISSING: "Veranstalter fehlt",
    Why.CONFLICT: "Seiten widersprechen sich",
    Why.DRIFTED: "Seite nennt seit der Korrektur etwas anderes",
    Why.CHANGED: "Seit der Freigabe geändert",
    Why.CANCELLED: "Laut Seite abgesagt",
    Why.PUT_OFF: "Laut Seite verschoben",
    Why.DELISTED: "Nicht mehr gelistet",
    Why.MAYBE_DUPLICATE: "Vielleicht eine Dublette",
    Why.REPORT: "Vielleicht ein Rückblick",
    Why.NOT_PUBLISHABLE: "Erscheint erst nach Freigabe",
    Why.DISTRUSTED: "Quelle wird oft falsch gelesen",
    Why.SAMPLED: "Stichprobe",
    Why.NEW: "Noch nie geprüft",
}

WHY_TONES = {
    Why.CONFLICT: "bad",
    Why.CANCELLED: "bad",
    Why.PUT_OFF: "bad",
    Why.DRIFTED: "bad",
    Why.SAMPLED: "info",
    Why.NEW: "plain",
    Why.NOT_PUBLISHABLE: "plain",
    Why.ORGANIZER_MISSING: "plain",
}
"""How loud a reason is; all others are warnings. The words say the same."""

REJECT_REASONS = {
    RejectReason.NO_EVENT: "Kein Termin",
    RejectReason.REPORT: "Rückblick",
    RejectReason.WRONG_DATE: "Falsches Datum",
    RejectReason.WRONG_PLACE: "Falscher Ort",
    RejectReason.DUPLICATE: "Dublette",
    RejectReason.NOT_RELEVANT: "Nicht relevant",
    RejectReason.WRONG_PAGE: "Fehlseite",
}

REJECT_HINTS = {
    RejectReason.NO_EVENT: "Auf der Seite steht keine Veranstaltung.",
    RejectReason.REPORT: "Die Seite blickt auf etwas Vergangenes zurück.",
    RejectReason.WRONG_DATE: "Das Datum gehört nicht zu diesem Termin.",
    RejectReason.WRONG_PLACE: "Der Ort gehört nicht zu diesem Termin.",
    RejectReason.DUPLICATE: "Der Termin steht schon in der Liste.",
    RejectReason.NOT_RELEVANT: "Der Termin hat mit Regionalentwicklung nichts zu tun.",
    RejectReason.WRONG_PAGE: "Die Seite ist eine Fehlermeldung oder ein Verzeichnis.",
}

FIELDS = {
    "event": "Tag, Ort und Titel zusammen",
    "name": "Titel",
    "startDate": "Beginn",
    "endDate": "Ende",
    "previousStartDate": "Früherer Beginn",
    "eventStatus": "Stand",
    "eventAttendanceMode": "Form",
    "location": "Ort",
    "otherLocations": "Weitere Orte",
    "organizer": "Veranstalter",
    "description": "Beschreibung",
    "url": "Link",
    "offers": "Teilnahme",
    "recurrence": "Wiederholung",
    "identifier": "Kennung der Quelle",
    "isReport": "Rückblick",
    "isSaveTheDate": "Save the Date",
    "publish": "Veröffentlichung",
    "verdict": "Entscheidung",
}

STATUSES = {
    EventStatus.SCHEDULED: "findet statt",
    EventStatus.CANCELLED: "abgesagt",
    EventStatus.POSTPONED: "verschoben, neuer Termin offen",
    EventStatus.RESCHEDULED: "verschoben auf einen neuen Termin",
    EventStatus.MOVED_ONLINE: "ins Netz verlegt",
}

STATUS_MARKS = {
    EventStatus.CANCELLED: "Abgesagt",
    EventStatus.POSTPONED: "Verschoben",
    EventStatus.RESCHEDULED: "Neuer Termin",
    EventStatus.MOVED_ONLINE: "Jetzt online",
}

MODES = {
    AttendanceMode.OFFLINE: "vor Ort",
    AttendanceMode.ONLINE: "online",
    AttendanceMode.MIXED: "vor Ort und online",
}

ACTS = {
    ActKind.APPROVE: "Freigegeben",
    ActKind.APPROVE_MANY: "Gesammelt freigegeben",
    ActKind.CORRECT: "Korrigiert",
    ActKind.CORRECT_APPROVE: "Korrigiert und freigegeben",
    ActKind.UNCORRECT: "Korrektur zurückgenommen",
    ActKind.REJECT: "Abgelehnt",
    ActKind.POSTPONE: "Zurückgestellt",
    ActKind.SAME: "Zusammengeführt",
    ActKind.APART: "Als verschieden gemerkt",
    ActKind.SPLIT: "Getrennt",
    ActKind.WITHDRAW: "Entscheidung zurückgenommen",
    ActKind.UNDO: "Rückgängig gemacht",
    ActKind.PAUSE: "Quelle angehalten",
    ActKind.RESUME: "Quelle fortgesetzt",
    ActKind.RELEASE: "Lauf freigegeben",
    ActKind.USER: "Konto geändert",
    ActKind.LOGIN: "Angemeldet",
    ActKind.LOGOUT: "Abgemeldet",
}

REFUSALS = {
    "no_event": "Diesen Termin gibt es nicht mehr.",
    "changed": "Der Termin hat sich inzwischen geändert.",
    "value": "Diesen Wert nimmt das Feld nicht an.",
    "not_corrected": "Das Feld ist nicht korrigiert.",
    "nothing": "Daran ist nichts zu ändern.",
    "day_over": "Der Tag liegt nicht in der Zukunft.",
    "untold": "Keine Seite nennt diesen Termin mehr.",
    "alone": "Nur eine Quelle nennt den Termin, es gibt nichts zu trennen.",
    "same_event": "Das ist schon ein und derselbe Termin.",
    "kept_apart": "Andere ihrer Seiten wurden als verschieden beurteilt.",
    "no_act": "Diese Entscheidung gibt es nicht.",
    "no_deed": "Das lässt sich nicht rückgängig machen.",
    "undone": "Das ist schon rückgängig gemacht.",
    "decided_since": "Seitdem wurde zum selben Termin anders entschieden.",
    "unsure": "Der Termin ist nicht sicher genug für die Sammelfreigabe.",
    "sampled": "Der Termin gehört zur Stichprobe und will einzeln angesehen werden.",
    "claimed": "Jemand anderes sieht sich den Termin gerade an.",
    "rejected": "Der Termin ist abgelehnt.",
    "user_name": "So kann niemand heißen: Buchstaben, Ziffern, Leerzeichen und . _ @ + ' -, "
    "höchstens 60.",
    "user_there": "Diesen Namen gibt es schon.",
    "no_user": "Diesen Benutzer gibt es nicht.",
    "last_manager": "Sonst könnte niemand mehr Benutzer verwalten.",
}
"""Why something could not be decided, by `DecisionError.code` and `Skipped.why`."""

VERDICTS = {"approve": "freigegeben", "reject": "abgelehnt", "postpone": "zurückgestellt"}

KEYS = (
    ("j", "nächster Termin"),
    ("k", "voriger Termin"),
    ("o Enter", "In der Liste: Termin öffnen; beim Termin: Seite der Quelle öffnen"),
    ("a", "Freigeben und weiter zum nächsten"),
    ("e", "Korrigieren"),
    ("r", "Ablehnen; dann 1 bis 7 für den Grund"),
    ("u", "Letzte Entscheidung rückgängig machen"),
    ("x", "In der Liste: Auswahl für die Sammelfreigabe umschalten"),
    ("/", "Zur Suche"),
    ("?", "Diese Übersicht"),
    ("Esc", "Eingabefeld verlassen, Übersicht schließen"),
)
"""What the keys do, in the order in which the help tells of them."""

ROLES = {"lesen": "Lesen", "pruefen": "Prüfen", "verwalten": "Verwalten"}
ROLE_HINTS = {
    "lesen": "sieht alles, entscheidet nichts",
    "pruefen": "gibt frei, korrigiert, lehnt ab",
    "verwalten": "wie Prüfen, dazu Konten und Quellen",
}

ORIGINS = {"auto": "automatisch", "confirmed": "bestätigt", "corrected": "korrigiert"}
"""Where a value comes from: read by the program, seen by a person, set by a person."""

TRUST = {
    TrustState.TRUSTED: "bewährt",
    TrustState.UNDECIDED: "noch offen",
    TrustState.DISTRUSTED: "unzuverlässig",
}

HEALTH = {
    HealthState.BROKEN: "gestört",
    HealthState.DEGRADED: "eingeschränkt",
    HealthState.QUIET: "still",
    HealthState.WELL: "läuft",
    HealthState.UNKNOWN: "noch unbekannt",
    HealthState.PAUSED: "angehalten",
}

SOURCE_KINDS = {
    "ministry": "Ministerium",
    "federal_agency": "Bundesbehörde",
    "state": "Land",
    "metropolitan_region": "Metropolregion",
    "network": "Netzwerk",
    "institute": "Institut",
    "chamber": "Kammer",
    "training": "Weiterbildung",
}

REGIONS = (
    "Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
    "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
    "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen",
)  # fmt: skip

_NO_WORDS = "Das lässt sich so nicht entscheiden."


def refusal(code: str) -> str:
    """Return why something could not be decided, as a sentence."""
    return REFUSALS.get(code, _NO_WORDS)


def person(name: str) -> str:
    """Return a name of staff as it is shown; of one that is kept no longer, that it is gone."""
    return "(Name gelöscht)" if name == FORMER_STAFF else name


_SURE, _FAIR = 0.9, 0.7
_LEVELS = {3: "sicher", 2: "wahrscheinlich", 1: "unsicher"}


def level(confidence: float) -> int:
    """Return 3 for sure, 2 for likely, 1 for unsure."""
    return 3 if confidence >= _SURE else 2 if confidence >= _FAIR else 1


def confidence(share: float) -> str:
    """Return the word for a chance of being right: "sicher", "wahrscheinlich", "unsicher"."""
    return _LEVELS[level(share)]


def percent(share: float) -> str:
    """Return "93 %" on one line, never rounded up (to a better word, or to certainty)."""
    whole = floor(share * 100 + 1e-9)
    return f"{max(whole, 1) if share > 0 else 0}\u00a0%"


def number(count: int) -> str:
    """Return a whole number as Germans write it: "12.345"."""
    return f"{count:,}".replace(",", ".")


def counted(count: int, one: str, many: str) -> str:
    """Return "1 Termin" or "2.300 Termine"."""
    return f"{number(count)} {one if count == 1 else many}"
