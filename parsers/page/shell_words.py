"""What pages say that stand in place of others, in the wordings of the systems. Tables only."""

import re

from model import ProblemKind

_THING = "(?:Seite|Datei|Dokument|Inhalt|Artikel|Beitrag|Adresse|URL|Ressource|Meldung)"
_GONE = "(?:nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar|auffindbar|erreichbar))"
_404 = r"(?:(?:Fehler(?:meldung|code|seite)?:?\s*)?(?:HTTP\s*)?(?:Status\s*)?404[\s:.,–-]*)"
_ERROR = r"(?:(?:Fehler|Error|Oh nein|Ups|Oops|Hoppla|Sorry)[!:.,\s–-]*)"
_50X = r"(?:(?:Error |Fehler )?50[0234][\s:–-]*)"
_WAS = "(?:wurde |konnte |ist |leider )"
_NOW = "(?:vorübergehend|derzeit|momentan|zur ?zeit|aktuell|gerade)"
_REFUSED = "(?:blockiert|gesperrt|abgelehnt|abgewiesen)"


def _any(table: str) -> re.Pattern[str]:
    """One pattern of a table with one alternative a line."""
    lines = (line.strip() for line in table.strip().split("\n"))
    return re.compile("(?:" + "|".join(lines) + ")[.!…:]*", re.IGNORECASE)


TITLES: dict[ProblemKind, re.Pattern[str]] = {
    ProblemKind.SOFT_404: _any(rf"""
        (?:{_404}|{_ERROR})*(?:Diese |Die )?(?:\S+ )?{_THING} {_WAS}*{_GONE}(?: werden)?
        (?:{_404}|{_ERROR})*(?:Diese |Die )?(?:Veranstaltung|Termin|Event) {_WAS}*{_GONE}
        (?:{_404}|{_ERROR})*(?:Page |File |Document |Event )?(?:was |could )?not (?:be )?found
        {_404}(?:Error|Fehler)?
        (?:Fehler|Error)(?:seite)? 404
        Nicht gefunden
        Nichts gefunden
        Oops! That page can.t be found
        The requested page (?:does not exist|could not be found)
        """),
    ProblemKind.BLOCKED: _any(rf"""
        Just a moment
        (?:Einen|Nur einen) Moment(?:,? bitte)?
        Attention Required
        Access (?:to this page has been )?denied
        Pardon Our Interruption
        Request (?:rejected|blocked)
        (?:\S+ )?(?:Bot Manager )?Captcha(?:-?(?:Abfrage|Prüfung))?
        Robot Check
        Bot-Schutz
        Are you (?:a robot|human)\?
        Human verification
        Security check
        Sicherheits(?:über)?prüfung
        DDoS-?\s?(?:Guard|Protection|Schutz)
        Making sure you.re not a bot
        Checking your browser.{{0,40}}
        Ihre? (?:Anfrage|Zugriff|IP-Adresse) wurde {_REFUSED}
        (?:Error |Fehler )?403[\s:–-]*(?:Forbidden|Verboten|Zugriff verweigert)?
        (?:Error |Fehler )?429[\s:–-]*(?:Too many requests)?
        Zugriff (?:verweigert|blockiert|gesperrt|verboten)
        Forbidden
        Too many requests
        """),
    ProblemKind.UNAVAILABLE: _any(rf"""
        Wartung(?:sarbeiten|smodus|sseite)?
        (?:Wir sind |Website |Seite )?(?:im|in) Wartung(?:smodus)?
        (?:Site |Under )?Maintenance(?: mode)?
        Under construction
        (?:Wir sind )?bald wieder (?:da|zurück|für Sie da)
        (?:Error |Fehler )?50[0234]
        {_50X}?(?:Internal Server Error|Bad Gateway|Gateway Time-?out)
        {_50X}?Service (?:Temporarily )?Unavailable
        Oops, an error occurred
        Serverfehler
        Interner (?:Server-?)?Fehler
        {_NOW} nicht (?:erreichbar|verfügbar)
        Briefly unavailable for scheduled maintenance.{{0,40}}
        (?:Database Error|Fehler beim Aufbau einer Datenbankverbindung)
        """),
    ProblemKind.LOGIN: _any(r"""
        (?:(?:Mitglieder|Benutzer|Nutzer|Kunden|Presse|Partner|Admin)-?\s?)?(?:Log-?in|Anmeldung)
        Anmelden
        (?:Sign|Log) in
        Einloggen
        Bitte (?:anmelden|einloggen|melden Sie sich an)
        (?:Interner|Geschützter|Geschlossener) Bereich
        (?:Mitglieder|Login)-?bereich
        (?:Anmeldung|Login|Passwort) (?:erforderlich|required)
        Passwortgeschützt
        Intranet
        Extranet
        """),
    ProblemKind.CONSENT_WALL: _any(r"""
        Cookie-?(?:Einstellungen|Hinweis|Zustimmung|Consent)
        Privatsphäre-?Einstellungen
        (?:Wir brauchen )?Ihre (?:Zustimmung|Einwilligung)
        Zustimmung erforderlich
        Bevor Sie (?:fortfahren|weitergehen|zu .{1,40} weitergehen)
        Before you continue.{0,40}
        """),
}  # fmt: skip
"""Titles and first headings that say this and nothing else."""

SAYS: dict[ProblemKind, re.Pattern[str]] = {
    ProblemKind.BLOCKED: _any(rf"""
        verify (?:that )?you are (?:a )?human
        enable JavaScript and cookies to continue
        Ich bin kein Roboter
        I.m not a robot
        dass (?:Sie|du) (?:ein Mensch|kein (?:Ro)?bot)
        ungewöhnliche[nr]? (?:Datenverkehr|Aktivität|Anzahl|Zugriffe)
        unusual traffic
        automatisierte[nr]? (?:Zugriff|Anfrage|Abfrage)
        automated (?:access|requests)
        (?:Anfrage|Zugriff|IP-Adresse|Browser) wurde .{{0,40}}{_REFUSED}
        \bcaptchas?\b
        Incapsula incident
        Cloudflare Ray ID
        (?:Reference|Support)[ -](?:ID|\#)
        requested URL was rejected
        checking (?:if the site connection is secure|your browser)
        don.t have permission to access
        Sicherheits(?:über)?prüfung
        """),
    ProblemKind.SOFT_404: _any(rf"""
        \b{_THING}\b.{{0,120}}?\b{_GONE}
        \b{_THING}\b.{{0,120}}?\bexistiert (?:leider )?nicht
        \b{_THING}\b.{{0,120}}?\bnicht (?:mehr )?existier
        \b{_THING}\b.{{0,120}}?\bgibt es (?:leider )?nicht
        \b{_THING} (?:wurde|ist) .{{0,40}}(?:gelöscht|verschoben|entfernt|umbenannt|abgelaufen)
        nicht (?:mehr )?gefunden werden
        hier (?:leider )?nichts gefunden
        (?:page|file|URL|resource|document)\b.{{0,80}}?(?:not found|n.t be found|not exist)
        (?:page|file|URL|resource|document)\b.{{0,80}}?(?:no longer|inaccessible)
        (?:Diese|Dieser|Der|Die \S+) (?:Veranstaltung|Termin|Kurs) (?:\S+ ){{0,3}}existiert nicht
        (?:Diese|Dieser|Der|Die \S+) (?:Veranstaltung|Termin|Kurs) (?:\S+ ){{0,3}}{_GONE}
        {_ERROR}404
        404[\s:–-]*(?:Fehler|Error)
        URL .{{0,40}}(?:falsch|vertippt)
        veraltete[rsn]? (?:Link|Lesezeichen)
        """),
    ProblemKind.LOGIN: _any(r"""
        (?:müssen|bitte) .{0,60}(?:anmelden|einloggen|angemeldet|eingeloggt)
        melden Sie sich (?:bitte )?(?:an|mit)\b.{0,80}(?:um|Zugangsdaten|Konto|Kennwort|Passwort)
        Passwort vergessen
        Benutzername
        Kennwort
        passwortgeschützt
        Angemeldet bleiben
        (?:nur|ausschließlich) für (?:\S+ )?(?:Mitglieder|registrierte|angemeldete|Abonnent)
        keine Berechtigung
        nicht berechtigt
        Zugriff verweigert
        geschützten? (?:Bereich|Inhalt)
        forgot (?:your )?password
        please (?:log|sign) in
        login required
        Passwort:
        """),
    ProblemKind.CONSENT_WALL: _any(r"""
        \bcookies?\b
        Einwilligung
        Zustimmung
        zustimmen
        akzeptieren
        Pur-Abo
        \bTracking\b
        Privatsphäre-?einstellungen
        Partner verarbeiten
        \bconsent\b
        essenziell
        """),
    ProblemKind.JAVASCRIPT_ONLY: _any(r"""
        (?:aktivieren|erlauben|schalten) Sie .{0,40}JavaScript
        JavaScript .{0,60}(?:aktivier|deaktiviert|ausgeschaltet|eingeschaltet|erforderlich|benötigt)
        JavaScript .{0,60}(?:nicht unterstützt|enabled?|disabled|required)
        (?:enable|requires?|without|ohne|benötigt|erfordert|nur mit) JavaScript
        veraltete[nr]? Browser
        Browser (?:wird|ist) (?:nicht (?:mehr )?unterstützt|veraltet)
        unsupported browser
        update your browser
        """),
    ProblemKind.UNAVAILABLE: _any(rf"""
        Wartungs(?:arbeiten|modus|fenster)
        (?:wird|werden) {_NOW} .{{0,40}}(?:gewartet|überarbeitet|aktualisiert)
        {_NOW} (?:leider )?nicht (?:erreichbar|verfügbar)
        (?:technische[rn]?|interne[rn]?) (?:Fehler|Störung|Problem)
        bald wieder (?:da|erreichbar|verfügbar|online)
        temporarily unavailable
        scheduled maintenance
        back (?:soon|shortly)
        ein (?:unerwarteter )?Fehler aufgetreten
        Datenbankverbindung
        database connection
        service unavailable
        an error occurred
        """),
}  # fmt: skip
"""Sentences of pages that show hardly anything else."""

LOADING = _any(r"""
    (?:wird|werden) geladen
    \bla(?:de|den) (?:Inhalte?|Daten|Termine|Veranstaltungen)
    (?:lädt|lade|loading) ?(?:\.\.\.|…)
    ^\s*(?:lädt|lade|loading)\b
    bitte warten
    """)
"""A page that waits for its scripts."""

HEARD: dict[ProblemKind, tuple[str, ...]] = {
    kind: tuple(word.strip() for word in words.split("|"))
    for kind, words in {
        ProblemKind.BLOCKED: "human|robot|mensch|kein bot|ungewöhnlich|unusual|automat|blockiert"
        "|gesperrt|abgelehnt|abgewiesen|captcha|incident|cloudflare|reference|support|rejected"
        "|checking|permission|sicherheits|to continue",
        ProblemKind.SOFT_404: "gefunden|nicht mehr|nicht vorhanden|nicht verfügbar|nicht auffind"
        "|nicht erreichbar|existier|es nicht|leider nicht|gelöscht|verschoben|entfernt|umbenannt"
        "|abgelaufen|found|not exist|no longer|inaccessible|404|falsch|vertippt|veraltet",
        ProblemKind.LOGIN: "anmelden|einloggen|angemeldet|eingeloggt|melden sie sich|passwort"
        "|benutzername|kennwort|nur für|ausschließlich für|berechti|verweigert|geschützt"
        "|password|log in|sign in|login",
        ProblemKind.CONSENT_WALL: "cookie|einwilligung|zustimm|akzeptieren|pur-abo|tracking"
        "|privatsphäre|partner verarbeiten|consent|essenziell",
        ProblemKind.JAVASCRIPT_ONLY: "javascript|browser",
        ProblemKind.UNAVAILABLE: "wartung|gewartet|überarbeitet|aktualisiert|nicht erreichbar"
        "|nicht verfügbar|technische|interne|bald wieder|temporarily|maintenance|back s"
        "|fehler aufgetreten|datenbank|database|unavailable|error occurred",
    }.items()
}
"""In lower case: where none of these is, no sentence of the kind can be. Cheap to look for."""
