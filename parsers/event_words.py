"""Which German nouns name a kind of event: by their last part, looked up word by word."""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache


class Sort(IntEnum):
    """How much a word says of an event."""

    NONE = 0
    GENERAL = 1
    SPECIFIC = 2


_HEADS = frozenset(
    """
    abend abendempfang adventsmarkt aktionstag aktionswoche arbeitsgespräch arbeitskreis
    arbeitstreffen auftakt ausstellung austausch austauschtreffen barcamp basar bauernmarkt
    begehung beirat biennale bildungsreise buchpräsentation buchvorstellung börse bürgerdialog
    cafe café camp christkindlmarkt conference contest convention delegationsreise demo
    demonstration dialog dialogforum diskussion diskussionsrunde einweihung einwohnerversammlung
    empfang erntedankfest eröffnung erörterungstermin event exkursion expertenrunde fachmesse
    fachtag fahrt feier feierabend feierabendmarkt ferienakademie fest festakt festival
    festspiele filmvorführung flohmarkt forschungsforum forum frühjahrsakademie frühlingsmarkt
    frühstück führung gala gedenkstunde gespräch gesprächsrunde gesprächstermin gipfel
    gottesdienst grundsteinlegung hackathon handwerkermarkt hearing herbstakademie herbstmarkt
    impulsveranstaltung infoabend informationstermin informationsveranstaltung infotermin
    infoveranstaltung jahresausklang jahresempfang jahrmarkt jobmesse jubiläum keynote kick-off
    kickoff kirchentag kirchweih kirmes klausur klausurtagung kolloquium konferenz kongress
    kongreß konvent konzert kundgebung kunstmarkt kurs lab lehrgang lesung lounge mahnwache
    maimarkt marathon matinee meeting meetup meisterschaft messe nacht naturparkmarkt
    netzwerkrunde netzwerktreffen night onlineseminar ortstermin ostermarkt parteitag party
    planspiel podium podiumsdiskussion podiumsgespräch preisverleihung premiere pressetermin
    präsenzveranstaltung rallye regatta regionalgespräch regionalmarkt reise richtfest
    ringvorlesung roadshow runde rundfahrt rundgang salon schulung screening seminar session
    sitzung sommerakademie sommerfest sommerschule spatenstich spaziergang spendenlauf
    sprechstunde sprechtag stadtlauf stammtisch standempfang summit symposion symposium tagung
    talk tour training treff treffen trödelmarkt turnier töpfermarkt umzug unternehmertreff
    veranstaltung verleihung vernissage versammlung volkslauf vortrag wanderung webinar webtalk
    weihnachtsmarkt werkstatt werkstattgespräch wettkampf winterakademie workshop
    zukunftswerkstatt zwischenstopp
    """.split()
)
_PLURALS = frozenset(
    """
    abende ausstellungen börsen cafés dialoge exkursionen foren gespräche konferenzen kongresse
    konzerte kurse lehrgänge messen reisen schulungen seminare sitzungen sprechstunden
    tagungen treffen turniere veranstaltungen versammlungen vorträge webinare werkstätten workshops
    runden onlineseminare diskussionen workshopreihe veranstaltungsreihe reihe feste festivals
    symposien meisterschaften podien kolloquien feiern
    """.split()
)
_NEVER = re.compile(
    r"(?:veranstalter\w*|veranstaltungs(?:ort|kalender|übersicht|raum|räume|hinweise?|haus|stätte)"
    r"|(?:mon|diens|donners|frei|sams|sonn)tagabends?|mittwochabends?"
    r"|messen|messung|ermessens?|wettbewerb|datenkurs|labor|pointage"
    r"|(?:bundes|land|kreis|gemeinde|städte|landkreis|reichs|landes|bürgerschafts|haushalts)tage?s?"
    r"|(?:mon|frei|sams|donners|diens|vormit|nachmit|mit|feier|werk|sonn|wochen|kalender|\w*arbeits"
    r"|geburts|advents|jahres|todes|all|stich|wahl|namens|ruhe|vor|folge|schul|zahl|sommer|winter"
    r"|herbst|frühlings|lieblings|spiel|verhandlungs|prozess|urlaubs|kranken|krankheits|öffnungs|lebens"
    r"|reise|anreise|abreise|liefer|oster|pfingst|faschings|hochzeits|gedenk|erscheinungs|renten"
    r"|verkaufs|wander|regen|sonnen)t?tage?n?s?|(?:vor|nach)?mittags?|wochenende|sonnabende?s?"
    r"|kalenderwochen?|etage?n?|montage"
    r"|(?:ver|bei|an|auf|über|er|ein|nach|kauf|miet|werk|staats)tr[aä]ge?n?s?|tage?s?"
    r"|\w*(?:minister|präsidenten)konferenz\w*"
    r"|[\w-]*(?:geschäfts|ein|durch|aus|betriebs|markt|buch|haushalts|unternehmens|wieder|weiter|ver"
    r"|zusammen|über|rück|vor|kreis|linien|regie|prozess|projekt|verhandlungs|-)führung(?:en|s)?"
    r"|(?:an|ab|ein|aus|durch|dienst|welt|rück|hin|heim|pauschal|urlaubs|weiter|zug)reisen?"
    r"|(?:ab|an|zu|ein|aus|auf|vor|rück|über|durch|hin|heim|mit|schiff|luft|raum|tal|irr|wohl|see|bahn"
    r"|bus|auto|rad|schul|weiter|ge)fahrt(?:en)?|weihnacht|mitternacht|fastnacht|hochzeitsnacht"
    r"|(?!arbeits|gesprächs)\w*kreise?n?s?|\w*preise?n?s?|betreffs?|manifeste?s?|besitzung(?:en)?"
    r"|(?:ex|dis|kon|re)kurse?s?|\w*wechselkurse?s?|\w*aktienkurse?|grunde?|(?:bau|schriften|buch)reihe"
    r"|\w*(?:behinderten|auto|kfz-)werkstatt\w*|us-kongress|vorstellungsgespräche?n?s?|bewerbungsgespräche?n?|(?:vor|folge|kalender|arbeits"
    r"|advents)woche[n]?)",
    re.IGNORECASE,
)
"""Words that only look like event nouns."""
_GENERAL = re.compile(
    r"(?:veranstaltung(?:en|s?reihen?)?|events?|kurse?s?|gespräche?s?n?|forums?|foren|reisen?|runden?"
    r"|treffens?|abende?s?n?|feste?s?|feiern?|diskussion(?:en)?|feierabends?|tour|labs?|führung(?:en)?"
    r"|reihen?|vortr[aä]ge?n?s?|austauschs?|erfahrungsaustauschs?|eröffnung|auftakts?|empfangs?"
    r"|verleihung|trainings?|talks?|treffs?|sitzung(?:en)?|sessions?|dialoge?s?|beirats?|arbeitskreise?s?"
    r"|premiere|salons?|podiums?|dauerausstellung|camps?|cafés?|cafes?|jubiläums?|umzugs?|klausur|(?:presse|orts|info|informations|gesprächs)termine?s?|werkstatt|fahrt(?:en)?|nacht|party"
    r"|\w*beir[aä]te?s?)",
    re.IGNORECASE,
)
"""Words that say that there is an event but do not name it."""
_ENDINGS = ("", "s", "es", "n", "en")
_DAY = re.compile(r"[\w-]{3,}tage?[ns]?s?$")
_SPAN = re.compile(r"[a-zäöüß]{3,}(?:woche|wochen|aktionsmonat)$")
_PHRASE = re.compile(
    r"(?:Tage?n?s?|TAGE?|Wochen?|WOCHEN?|Lange Nacht|Markt)"
    r" (?:[Dd]er|[Dd]es|[Ff]ür|DE[RS]|FÜR) (?:[a-zäöüß]+ ){0,3}[A-ZÄÖÜ][\w-]+"
    r"|Runde[rnms]{0,2} Tische?n?s?|Parlamentarische[rnm]{0,2} Abende?n?s?"
)
_PHRASE_STARTS = frozenset(
    """
    tag tage tagen tages woche wochen lange markt runder runden runde rundem rundes
    parlamentarischer parlamentarischen parlamentarische
    """.split()
)
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß0-9²](?:[A-Za-zÄÖÜäöüß0-9²&/é-]|\.\d(?=-))*")
_PLAIN = 10
"""Longer words among the heads have a first part of their own: "Preisverleihung"."""
_LONGEST = max(map(len, _HEADS | _PLURALS)) + 2


def event_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of `text` that are nouns for an event, however general."""
    for hit, _ in _sorted_words(text):
        yield hit


@lru_cache(maxsize=2048)
def event_noun(text: str) -> re.Match[str] | None:
    """Return the first word in `text` that names a kind of event, or None."""
    return next((hit for hit, sort in _sorted_words(text) if sort is Sort.SPECIFIC), None)


@lru_cache(maxsize=2048)
def speaks_of_event(text: str) -> bool:
    """Return whether `text` holds any noun for an event, however general."""
    return next(_sorted_words(text), None) is not None


@lru_cache(maxsize=8192)
def sort_of(word: str) -> Sort:
    """Return what a single word, as written, says of an event."""
    word = word.rpartition("/")[2]
    if not word or word.islower() or len(word) > 80:
        return Sort.NONE
    low = word.lower()
    if low[-1] in "-/&" or _NEVER.fullmatch(low):
        return Sort.NONE
    if not (_has_head(low) or _is_day(low)):
        return Sort.NONE
    return Sort.GENERAL if _GENERAL.fullmatch(low) else Sort.SPECIFIC


def is_plain_noun(word: str) -> bool:
    """Return whether `word` is a kind of event without more: "Tagung", "Workshop"."""
    low = word.lower()
    return len(low) <= _PLAIN and (low in _HEADS or low in _PLURALS)


def is_several(word: str) -> bool:
    """Return whether `word` is a plural, a heading of many events: "Fachtagungen"."""
    low = word.lower()
    return any(low.endswith(plural) and plural not in _HEADS for plural in _PLURALS)


def _sorted_words(text: str) -> Iterator[tuple[re.Match[str], Sort]]:
    done = 0
    for hit in _WORD.finditer(text):
        if hit.start() < done:
            continue
        word = hit[0]
        if word.lower() in _PHRASE_STARTS:
            phrase = _PHRASE.match(text, hit.start())
            if phrase is not None and not word.islower():
                done = phrase.end()
                yield phrase, Sort.SPECIFIC
                continue
        sort = sort_of(word)
        if sort is not Sort.NONE:
            yield hit, sort


def _has_head(low: str) -> bool:
    """Whether the word ends in one of the heads, or in one of their forms."""
    for ending in _ENDINGS:
        if ending and not low.endswith(ending):
            continue
        stem = low[: len(low) - len(ending)] if ending else low
        for size in range(3, min(len(stem), _LONGEST) + 1):
            tail = stem[-size:]
            if tail in _HEADS or ((not ending or ending == "n") and tail in _PLURALS):
                return True
    return False


def _is_day(low: str) -> bool:
    """Whether it is a day or week of something: "Fachkräftetag", "Klimawoche"."""
    return _DAY.fullmatch(low) is not None or _SPAN.fullmatch(low) is not None
