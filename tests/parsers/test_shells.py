"""Walls, locks, shells and apologies have names and give nothing; content stays content."""

from collections.abc import Callable

import pytest

from model import Extraction, PageKind, ProblemKind, Severity

Read = Callable[..., Extraction]


def html(body: str, *, title: str = "Netzwerk Auenland", head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


MENU = (
    "<ul>"
    + "".join(
        f"<li><a href='/{word.lower()}'>{word} und mehr</a></li>"
        for word in ("Aktuelles", "Termine", "Themen", "Region", "Netzwerk", "Kontakt", "Suche")
    )
    + "</ul>"
)
FORM = (
    "<form><label>Benutzername</label><input name='u'><label>Passwort</label>"
    "<input type='password' name='p'><button>Anmelden</button>"
    "<a href='/vergessen'>Passwort vergessen?</a></form>"
)
DATED_TEASER = "<h3>Das könnte Sie interessieren</h3><p>Fachtag Wege am 3. Mai 2026 in Gera</p>"

SHELLS = {
    ProblemKind.JAVASCRIPT_ONLY: (
        html(
            "<noscript>You need to enable JavaScript to run this app.</noscript>"
            "<div id='root'></div><script src='/main.js'></script>"
        ),
        html("<app-root></app-root><script src='runtime.js'></script>"),
        html("<div id=app><p>Wird geladen …</p></div><script>start()</script>"),
        html("<script>document.write('alles')</script>"),
        html("<h1>Veranstaltungen</h1><p>Bitte aktivieren Sie JavaScript in Ihrem Browser.</p>"),
        html(f"{MENU}<main><p>Diese Seite benötigt JavaScript.</p></main><script>1</script>"),
        html("<h1>Kalender</h1><p>Termine werden geladen...</p><script>1</script>"),
        html("<div id='__next'><div></div></div><script src='x.js'></script>"),
    ),
    ProblemKind.CONSENT_WALL: (
        html(
            "<h1>Wir verwenden Cookies</h1><p>Wir nutzen Cookies und ähnliche Technologien. "
            "Einige sind essenziell, andere helfen uns, diese Website zu verbessern.</p>"
            "<p><a href='#'>Alle akzeptieren</a> <a href='#'>Ablehnen</a></p>"
            "<p><a href='/impressum'>Impressum</a></p>"
        ),
        html("<p>Mit Werbung und Tracking weiterlesen oder das Pur-Abo nehmen.</p>"),
        html(
            "<div class='cookie-layer'><p>Ihre Einwilligung: Wir und unsere Partner verarbeiten "
            "personenbezogene Daten.</p></div>"
        ),
        html("<h1>Bevor Sie fortfahren</h1><p>Treffen Sie bitte eine Auswahl.</p>"),
    ),
    ProblemKind.SOFT_404: (
        html("<h1>Seite nicht gefunden</h1><p>Nutzen Sie die Suche.</p>" + MENU),
        html("<h1>Auenland</h1><p>Hinweis.</p>", title="Fehler 404 | Netzwerk Auenland"),
        html("<h1>404</h1><p>Oh nein.</p>" + DATED_TEASER),
        html("<p>Die von Ihnen angeforderte Seite konnte leider nicht gefunden werden.</p>"),
        html("<h1>Hinweis</h1><p>Das gewünschte Dokument ist nicht mehr verfügbar.</p>"),
        html("<h1>Hoppla!</h1><p>Diese Veranstaltung existiert nicht mehr.</p>" + MENU),
        html("<h1>Page not found</h1><p>Sorry.</p>"),
        html("<h1>Oops! That page can’t be found.</h1><p>Es wurde hier nichts gefunden.</p>"),
        html("<h1>Die Seite wurde nicht gefunden</h1>" + DATED_TEASER),
        html("<p>The requested page does not exist or was inaccessible.</p>"),
    ),
    ProblemKind.LOGIN: (
        html(f"<h1>Mitgliederbereich</h1>{FORM}"),
        html(f"<h1>Anmeldung</h1><p>Bitte geben Sie Ihre Daten ein.</p>{FORM}"),
        html(f"<main>{FORM}</main>"),
        html("<h1>Protokolle</h1><p>Dieser Bereich ist nur für registrierte Mitglieder.</p>"),
        html("<p>Sie müssen angemeldet sein, um diesen Inhalt zu sehen.</p>"),
        html("<h1>Geschützt</h1><p>Dieser Inhalt ist passwortgeschützt. Um ihn anzuzeigen, "
             "geben Sie bitte das Passwort ein.</p>"),
    ),
    ProblemKind.BLOCKED: (
        html("<p>Enable JavaScript and cookies to continue</p>", title="Just a moment..."),
        html("<h1>Access denied</h1><p>Ray ID: 8a1f</p>", title="Attention Required! | Cloudflare"),
        html("<h1>Sicherheitsüberprüfung</h1><p>Bitte lösen Sie das Captcha.</p>"),
        html("<p>Wir haben ungewöhnlichen Datenverkehr aus Ihrem Netz bemerkt.</p>"),
        html("<p>The requested URL was rejected. Your support ID is: 4711</p>"),
        html("<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>"),
        html("<p>Zu viel.</p>", title="403 Forbidden"),
    ),
    ProblemKind.UNAVAILABLE: (
        html("<h1>Wartungsarbeiten</h1><p>Am 3. Mai 2026 von 8 bis 12 Uhr bleibt alles zu.</p>"),
        html("<p>Wegen Wartungsarbeiten am 3. Mai 2026 sind wir derzeit nicht erreichbar.</p>"),
        html("<h1>Service Unavailable</h1>"),
        html("<p>Diese Website wird gerade überarbeitet und ist bald wieder erreichbar.</p>"),
    ),
}  # fmt: skip
CASES = [(kind, page) for kind, pages in SHELLS.items() for page in pages]


@pytest.mark.parametrize(("kind", "page"), CASES)
def test_a_page_in_place_of_another_is_named_and_gives_nothing(
    read: Read, kind: ProblemKind, page: str
) -> None:
    extraction = read(page)
    assert [(p.kind, p.severity) for p in extraction.problems] == [(kind, Severity.ERROR)]
    assert extraction.page_kind is PageKind.OTHER
    assert (extraction.events, extraction.news, extraction.deadlines) == ((), (), ())


EVENT = "<h1>Fachtag Wege</h1><p>Am 3. Mai 2026 findet in Gera der Fachtag Wege statt.</p>"
CONTENT = {
    "a login in the header": f"<header>{FORM}</header>{EVENT}",
    "a login beside": f"{EVENT}<aside><h2>Login</h2>{FORM}</aside>",
    "a login in a bare box": f"<div><a href='/login'>Login</a>{FORM}</div>{EVENT}",
    "a video that asks": f"{EVENT}<p>Um das Video zu sehen, müssen Sie Cookies zustimmen. Details "
    "stehen in der Datenschutzerklärung. Alle akzeptieren oder ablehnen.</p>",
    "a cookie bar without markup": "<div>Wir verwenden Cookies. Einstellungen. Alle akzeptieren. "
    f"Ablehnen. Impressum. Datenschutz.</div>{EVENT}",
    "a hint on JavaScript": f"<p>Bitte aktivieren Sie JavaScript.</p>{EVENT}<script>1</script>",
    "a mount point": f"<div id='app'>{EVENT}</div><script>1</script>",
    "a captcha in a form": f"{EVENT}<form><p>Ich bin kein Roboter</p></form>",
    "a registration": "<h1>Anmeldung</h1><p>Der Fachtag Wege findet am 3. Mai 2026 in Gera statt."
    " Bitte melden Sie sich mit dem Formular an.</p>",
    "a dead link in the text": f"{EVENT}<p>Die Seite des Vorjahres ist nicht mehr verfügbar.</p>",
    "a moved registration": f"{EVENT}<p>Die Anmeldung ist derzeit nicht verfügbar.</p>",
    "a number": EVENT.replace("Wege", "404"),
    "a heading of a login box": f"<div><h2>Anmelden</h2>{FORM}</div>{EVENT}",
    "a heading of a cookie bar": f"<div><h2>Cookie-Hinweis</h2><p>Alle annehmen</p></div>{EVENT}",
    "members only": f"{EVENT}<p>Das Treffen ist nur für Mitglieder. Bitte melden Sie sich an.</p>",
}


@pytest.mark.parametrize("page", CONTENT.values(), ids=CONTENT.keys())
def test_a_page_with_content_is_read(read: Read, page: str) -> None:
    extraction = read(html(page))
    assert extraction.problems == ()
    assert len(extraction.events) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Termine</h1><p>Zurzeit sind keine Veranstaltungen geplant.</p>",
        "<h1>Veranstaltungen</h1><p>Es wurden keine Veranstaltungen gefunden.</p>",
        "<h1>Impressum</h1><p>Netzwerk Auenland, Marktplatz 1, 07545 Gera</p>",
        f"<h1>Kontakt</h1><p>Wir sind für Sie da, rufen Sie uns gern an.</p><aside>{FORM}</aside>",
        "<h1>Datenschutz</h1><p>" + "Wir verwenden Cookies, um die Nutzung zu messen. " * 60,
        "<h1>Sicherer Login</h1><p>" + "So schützen Kommunen den Login ihrer Portale. " * 60,
        "<h1>Cookies in Behörden: ein Leitfaden</h1><p>" + "Was Ämter wissen sollten. " * 70,
    ],
)
def test_a_page_without_events_is_no_faulty_one(read: Read, page: str) -> None:
    extraction = read(html(page))
    assert extraction.problems == ()
    assert extraction.events == ()


def test_data_in_an_empty_shell_are_read(read: Read) -> None:
    data = (
        '<script type="application/ld+json">{"@type": "Event", "name": "Fachtag Wege", '
        '"startDate": "2026-05-03"}</script>'
    )
    extraction = read(html("<div id='root'><p>Wird geladen</p></div>", head=data))
    assert [event.name for event in extraction.events] == ["Fachtag Wege"]


@pytest.mark.parametrize(
    "body",
    [
        "<embed src='/einladung' type='application/pdf'>",
        "<iframe src='/einladung.pdf'></iframe>",
        "<h1>Einladung</h1><object data='/einladung.pdf'></object><script>1</script>",
    ],
)
def test_a_frame_around_a_pdf_is_no_text(read: Read, body: str) -> None:
    (problem,) = read(html(body)).problems
    assert problem.kind is ProblemKind.NOT_TEXT
    assert "PDF" in problem.message


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\r\n \xef\xbb\xbf%PDF-1.4 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 doc", "Office"),
        (b"{\\rtf1\\ansi Fachtag am 3. Mai 2026}", "RTF"),
        (b"PK\x03\x04 docx", "ZIP"),
        (b"\x1f\x8b\x08\x00 gzip", "gzip"),
        (b"\x89PNG\r\n", "picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture"),
    ],
)
def test_a_file_served_as_html_says_what_it_is(read: Read, body: bytes, what: str) -> None:
    (problem,) = read(body).problems
    assert problem.kind is ProblemKind.NOT_TEXT
    assert what in problem.message


def test_a_page_about_pdf_files_is_a_page(read: Read) -> None:
    assert read(html("<p>Eine Datei beginnt mit %PDF-1.7 und ist am 3. Mai fertig.</p>" * 9)).text
