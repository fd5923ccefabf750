"""The web sites' content management systems: notices as HTML, each body in its own way."""

from collections.abc import Sequence
from html import escape

from scenario.notices import Notice, in_figures, in_words, place
from scenario.region import AGGREGATOR, CHAMBER, MINISTRY, NETWORK, REGION, Body


def detail(body: Body, notices: Sequence[Notice]) -> str:
    """The page of an event, or of the few that its address tells of."""
    inner = "".join(_DETAILS[body.source_id](notice) for notice in notices)
    return _page(body, notices[0].title, inner + "".join(notice.also for notice in notices))


def listing(body: Body, entries: Sequence[tuple[str, Notice]], *, relaunched: bool = False) -> str:
    """The list of a body's events with the paths of their pages; one without any says so."""
    heading = "Presse" if body.list_kind == "press" else "Veranstaltungen"
    if not entries:
        return _page(body, heading, "<h1>Termine</h1><p>Derzeit sind keine Termine geplant.</p>")
    entry = _tile if relaunched else _ENTRIES[body.source_id]
    rows = "\n".join(entry(path, notice) for path, notice in entries)
    frame = '<div class="kacheln">{}</div>' if relaunched else _FRAMES[body.source_id]
    return _page(body, heading, f"<h1>{heading}</h1>" + frame.format(rows))


def apology(body: Body) -> str:
    """What a server says with status 200 while it is being mended."""
    return (
        '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Wartungsarbeiten'
        f"</title></head><body><h1>Wartungsarbeiten</h1><p>Die Seiten von {escape(body.name)} "
        "sind wegen Wartungsarbeiten vorübergehend nicht erreichbar. Bitte versuchen Sie es "
        "später noch einmal.</p></body></html>"
    )


def hollow(body: Body) -> str:
    """A list that has lost its entries, as after a broken import: frame, heading, nothing else."""
    return _page(
        body, "Veranstaltungen", "<h1>Veranstaltungen</h1>" + _FRAMES[body.source_id].format("")
    )


def _page(body: Body, title: str, inner: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="de"><head><meta charset="utf-8">'
        f"<title>{escape(title)} – {escape(body.name)}</title></head>\n<body>"
        f'<header><a href="/">{escape(body.name)}</a><nav><a href="{body.list_path}">Übersicht'
        f"</a></nav></header>\n<main>{inner}</main>\n"
        '<footer><a href="/impressum">Impressum</a></footer></body></html>\n'
    )


def _text(notice: Notice) -> str:
    remark = f'<p class="hinweis"><strong>{escape(notice.remark)}</strong></p>'
    return (remark if notice.remark else "") + f"<p>{escape(notice.text)}</p>"


def _labelled(notice: Notice) -> str:
    facts = {
        "Datum": in_words(notice),
        "Ort": place(notice),
        "Veranstalter": notice.organizer,
    }
    pairs = "".join(f"<dt>{k}:</dt><dd>{escape(v)}</dd>" for k, v in facts.items() if v)
    return f"<h1>{escape(notice.title)}</h1><dl>{pairs}</dl>{_text(notice)}"


def _table(notice: Notice) -> str:
    rows = "".join(
        f"<tr><th>{k}</th><td>{escape(v)}</td></tr>"
        for k, v in (
            ("Termin", in_figures(notice)),
            ("Ort", place(notice)),
            ("Veranstalter", notice.organizer),
        )
        if v
    )
    return f"<h1>{escape(notice.title)}</h1><table>{rows}</table>{_text(notice)}"


def _press(notice: Notice) -> str:
    house = f" im {notice.house}" if notice.house else ""
    town = f" in {notice.town}" if notice.town else ""
    if notice.start is None:
        return f"<h1>{escape(notice.title)}</h1>{_text(notice)}"
    when = f"am {in_words(notice)}"
    return (
        f"<h1>{escape(notice.title)}</h1>{_text(notice)}"
        f"<p>Die Veranstaltung findet {when},{escape(house + town)} statt.</p>"
    )


def _microdata(notice: Notice) -> str:
    """An h-event, as many systems write it, beside words for people."""
    start = (
        f'<time class="dt-start" datetime="{notice.start.isoformat()}">'
        if notice.start
        else "<span>"
    )
    end = f'<time class="dt-end" datetime="{notice.end.isoformat()}"></time>' if notice.end else ""
    return (
        f'<div class="h-event"><h1 class="p-name">{escape(notice.title)}</h1>'
        f"<p>{start}{in_words(notice)}{'</time>' if notice.start else '</span>'}{end}</p>"
        f'<p class="p-location">{escape(place(notice))}</p>'
        f"<p>Veranstalter: {escape(notice.organizer)}</p>"
        f'<div class="e-content">{_text(notice)}</div></div>'
    )


def _card(path: str, notice: Notice) -> str:
    return (
        f'<li class="termin"><h3><a href="{path}">{escape(notice.title)}</a></h3>'
        f'<p class="datum">{in_figures(notice)}</p><p class="ort">{escape(place(notice))}</p></li>'
    )


def _row(path: str, notice: Notice) -> str:
    return (
        f'<tr><td>{in_figures(notice)}</td><td><a href="{path}">{escape(notice.title)}</a></td>'
        f"<td>{escape(place(notice))}</td></tr>"
    )


def _tile(path: str, notice: Notice) -> str:
    return (
        f'<div class="kachel"><span class="wann">{in_figures(notice)}</span>'
        f'<a href="{path}"><h2>{escape(notice.title)}</h2></a>'
        f'<span class="wo">{escape(place(notice))}</span></div>'
    )


def _link(path: str, notice: Notice) -> str:
    return f'<li><a href="{path}">{escape(notice.title)}</a></li>'


def _organized(path: str, notice: Notice) -> str:
    return (
        f'<article class="eintrag"><h3><a href="{path}">{escape(notice.title)}</a></h3>'
        f"<p>{in_figures(notice)}</p><p>{escape(place(notice))}</p>"
        f"<p>Veranstalter: {escape(notice.organizer)}</p></article>"
    )


_DETAILS = {
    MINISTRY: _press,
    REGION: _labelled,
    NETWORK: _microdata,
    CHAMBER: _table,
    AGGREGATOR: _labelled,
}
_ENTRIES = {
    MINISTRY: _link,
    REGION: _card,
    NETWORK: _card,
    CHAMBER: _row,
    AGGREGATOR: _organized,
}
_FRAMES = {
    MINISTRY: "<ul>{}</ul>",
    REGION: '<ul class="termine">{}</ul>',
    NETWORK: '<ul class="liste">{}</ul>',
    CHAMBER: "<table><tr><th>Termin</th><th>Titel</th><th>Ort</th></tr>{}</table>",
    AGGREGATOR: '<div class="eintraege">{}</div>',
}
