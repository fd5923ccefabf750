"""The words and patterns that the frames of a town's name are told by. Data only."""

import re

DETERMINERS = frozenset(
    """der die das den dem des ein eine einem einen einer eines kein keine keiner keinem ihr ihre
    ihrem ihrer ihren unser unsere unserer unserem unseren dieser diesem diesen jeder jedem allen
    vielen mehreren beiden welcher solchen anderen einigen zahlreichen seiner seinem seinen
    deren dessen über unter hinter oder aber zur zum letzter erster erstem ersten letzten""".split()
)
INTO = frozenset({"in", "ins", "nach"})
PREPOSITIONS = frozenset(
    {
        "ab", "aus", "auf", "bei", "bis", "durch", "für", "gegen", "mit", "nahe", "nördlich",
        "südlich", "über", "um", "vom", "von", "vor", "zwischen", "westlich", "östlich",
    }
)  # fmt: skip
ARTICLES = frozenset({"der", "dem", "den", "die", "das", "einer", "einem", "einen"})
CONTRACTED = frozenset({"im", "ins", "am", "auf", "zum", "zur", "beim"})
BEFORE_ARTICLE = frozenset({"in", "auf", "an", "bei", "vor"})
LINKS = frozenset({"der", "des", "für", "und", "&", "von"})
PLACE_NOUN = re.compile(r"\w*[Ss]tadt|Gemeinde|Kommune|Metropole|Ort|Ortsteil|Ortschaft|Insel")
ADJECTIVE = re.compile(r"[a-zäöüß]+(?:-[a-zäöüß]+)*(?:en|em|er|es|e)|ganz")
POSTCODE = re.compile(r"(?:D[-–])?\d{5}")
NAME_WORD = re.compile(r"[(„\"»]?[A-ZÄÖÜ0-9„\"»][\w.&“\"«’'/-]*\)?")
HOUSE_WORDS = 7
EMPLOYED = re.compile(
    r"\w*[Pp]rofessor(?:in)?|Lehrstuhl\w*|Dozent(?:in)?|tätig|arbeitet|Studi\w+|studiert\w*|"
    r"Leiter(?:in)?|Mitarbeiter(?:in)?|Institut\w*|lehrt|forscht|Anmeldung\w*|anmelden"
)
SEAT = re.compile(
    r"[Ss]itz|Hauptsitz|Standort|Büro|Geschäftsstelle|Niederlassung|Zentrale|geboren|aufgewachsen|"
    r"wohnt|wohnhaft|lebt|Kanzlei|Wohnsitz|Firmensitz|ansässig|beheimatet|Lehrstuhl"
)
SUBJECT = re.compile(
    r"\s+(?:ist|war|wird|bildet)\b(?:[^.!?\n]|(?<=\d)\.){0,80}?\b(?:Ort|Schauplatz|Austragungsort|"
    r"Gastgeber(?:in|stadt)?|Treffpunkt|Veranstaltungsort|Tagungsort)\b"
)
MONTH = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
DATE = rf"\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?(?:\d{{4}}|\d\d)?|{MONTH}(?:\s+\d{{4}})?)"
DATE_BEFORE = re.compile(rf"(?:{DATE}|{MONTH}(?:\s+\d{{4}})?|\bUhr)\s*(?:[,|·•–-]|\s-)\s*$")
HOUSE_BEFORE = re.compile(
    r"([^\W\d_][\w.“\"«-]*)(?:\s+\([^()\n]{1,30}\))?"
    r"(\s+\d{1,4}\s?[a-z]?(?:\s?[–-]\s?\d+\s?[a-z]?)?)?\s*[,|]\s*$"
)
LINE_START = re.compile(rf"[ \t•·*–(]*(?:{DATE}\s*[|,–-]?\s*)?")
DATELINE_DATE = re.compile(
    rf"(?:\s?\([^()\n]{{2,14}}\))?,?\s*(den\s+)?{DATE}[ \t]*([.:|–—-]*[ \t]*)([^\n]*)"
)
DATELINE_WORD = re.compile(
    r"(?:/\w{2,6})?(?:\s?\([^()\n]{2,14}\))?(?:\s?[–—]\s|\s-\s|[.:]\s+)[A-ZÄÖÜ„\"»0-9][^\n]{30}"
)
AGENCY = re.compile(r"\s?\((?:dpa|ots|epd|kna|afp|pm|red|idw)[^()\n]{0,8}\)", re.IGNORECASE)
COMPANY = re.compile(
    r"(?:\s+[A-ZÄÖÜ&][\w&.-]*){0,3}\s+(?:GmbH|gGmbH|AG|eG|mbH|KG|SE|e\.\s?V|UG)(?![\w])"
)
EVENT_WORDS = (
    "statt", "lädt", "laden", " lud", "tagt", "treff", "traf", "veranstalt", "konferenz", "tagung",
    "kongress", "forum", "messe", "workshop", "seminar", "symposium", "werkstatt", "versammlung",
    "fachtag", "termin", "gastier", "eröffne", "vortrag", "sitzung", "premiere", " uhr", "fest ",
)  # fmt: skip
NOUN_BEHIND = re.compile(r"\s+(?:[a-zäöüß]+\s+)?[„\"»]?([A-ZÄÖÜ][\w-]*)")
IN_TOWN_BEHIND = re.compile(r"\s+in\s+[A-ZÄÖÜ]")
STREET_BEHIND = re.compile(r",\s+(?:[A-ZÄÖÜ][\w.-]*\s){0,2}([A-ZÄÖÜ][\w-]+)\.?\s\d{1,4}\b")
HOST_BEFORE = re.compile(
    r"\bGastgeber(?:in|stadt)?\s+(?:ist|war|wird|sind)\s+(?:(?:dieses Mal|diesmal|heuer)\s+)?"
    r"(?:(?:die|der|das)\s+)?(?:[\w-]*[Ss]tadt|Gemeinde|Kommune)?\s*$"
)
EARLIER = re.compile(r"\s?\((?:19|20)\d\d\)")
WALK = re.compile(
    r"\w*(?:[Ss]paziergang|[Rr]undgang|[Ff]ührung|[Ww]anderung|[Tt]our|[Rr]allye|[Ll]auf)"
)
LIST = re.compile(r"\s*(?:,|,?\s*und|,?\s*sowie|oder|bzw\.|/|&)\s*")
CHAIN = re.compile(r"[ \u00a0]|-|[ ]?/[ ]?|\s?[–-]\s?")
QUOTES = '„“"«»()'
WINDOW = 110
WRAPPED_LINE = 50  # a line this long is wrapped prose and goes on in the next
LIST_GAP = 8
