"""The German words for what came of asking for addresses, and for how a crawl ended. Tables."""

from collections.abc import Mapping
from typing import Final

from model import EntryKind, Verdict

VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.OK: "gelesen",
    Verdict.NOT_MODIFIED: "unverändert",
    Verdict.QUIET: "nennt keine Termine",
    Verdict.LIST_MISSING: "Liste fehlt",
    Verdict.LIST_EMPTY: "Liste leer",
    Verdict.BLOCKED: "abgewiesen",
    Verdict.GONE: "nicht mehr da",
    Verdict.MOVED: "umgezogen",
    Verdict.SERVER_ERROR: "Fehler des Servers",
    Verdict.TIMEOUT: "keine Antwort",
    Verdict.UNREACHABLE: "nicht erreichbar",
    Verdict.TLS: "Zertifikat ungültig",
    Verdict.ROBOTS: "durch robots.txt untersagt",
    Verdict.FORBIDDEN_ADDRESS: "Adresse nicht erlaubt",
    Verdict.NOT_HTML: "keine lesbare Seite",
    Verdict.EMPTY: "leere Seite",
    Verdict.MALFORMED: "fehlerhafte Seite",
    Verdict.TRUNCATED: "unvollständig",
    Verdict.TOO_LARGE: "zu groß",
    Verdict.SOFT_404: "Fehlermeldung statt Seite",
    Verdict.JAVASCRIPT: "nur mit Skript lesbar",
    Verdict.INTERNAL: "Fehler bei uns",
}

ENTRIES: Final[Mapping[EntryKind, str]] = {
    EntryKind.ICALENDAR: "Kalender",
    EntryKind.FEED: "Newsfeed",
    EntryKind.REST: "Schnittstelle",
    EntryKind.SITEMAP: "Sitemap",
    EntryKind.LISTING: "Liste",
    EntryKind.PRESS: "Pressemitteilungen",
    EntryKind.PAGE: "Seite",
}

_ENDS: Final[Mapping[str, str]] = {
    "finished": "vollständig",
    "page_budget": "Seitenbudget erreicht",
    "byte_budget": "Datenbudget erreicht",
    "time_budget": "Zeitbudget erreicht",
    "shutdown": "von Hand beendet",
    "retry_after": "auf Bitte der Website unterbrochen",
}


def end_of(reason: str) -> str:
    """Return how a crawl ended; what is of no known form as it stands, "" where it was none."""
    return _ENDS.get(reason, reason)
