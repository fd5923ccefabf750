"""The words that tell who holds an event: verbs, participles, labels and phrases. Data only."""

import re
from enum import IntEnum

TEACHING = re.compile(r"[\w-]*(?:[Ff]ortbildung|[Ww]eiterbildung|[Aa]usstellung)(?:en)?")
EVENT_THING = re.compile(
    r"(?:Angebot|Sache|Aktion|Reihe|Veranstaltungsreihe|Kooperation|Gemeinschaftsprojekt"
    r"|Gemeinschaftsveranstaltung|Initiative|Format|Programm|Projekt)s?",
)
"""What an event is called where it is said whose it is: "ein Angebot des Vereins"."""
_INVITE = r"\b(?:ein|zu[rm]?|ins?|nach|herzlich|auf|dazu)\b"
_MEET = r"^\s+sich\b.*?\bzu(?:r|m|\s(?:ihre[rmn]?|seine[rmn]?|eine[rmn]?))\b"
_TALK = r"\b(?:reden|sprechen|diskutieren|informieren|ins Gespräch|hören|wissen)\b"
_WANT = r"\b(?:einladen|veranstalten|ausrichten)\b"
_DONE = (
    r"\b(?:eingeladen|veranstaltet|organisiert|ausgerichtet|zusammengerufen|abgesagt|verschoben"
    r"|durchgeführt|initiiert|verlegt|einzuladen|auszurichten|abzuhalten|durchzuführen"
    r"|zu veranstalten|abzusagen|zu verschieben|zu verlegen|geladen)\b"
)


class Level(IntEnum):
    """Beside what a verb says that its subject holds an event."""

    ALWAYS = 1
    EVENT = 2
    DAY = 3


_VERBS: tuple[tuple[Level, str, str], ...] = (
    (Level.ALWAYS, "lädt laden lud luden", _INVITE),
    (Level.ALWAYS, "veranstaltet veranstalten veranstaltete veranstalteten", ""),
    (Level.ALWAYS, "organisiert organisieren organisierte organisierten hostet", ""),
    (Level.ALWAYS, "richtet richten richtete richteten", r"\baus\b"),
    (Level.ALWAYS, "führt führen führte führten", r"\bdurch\b"),
    (Level.ALWAYS, "hält halten hielt hielten", r"\bab\b"),
    (Level.ALWAYS, "ruft rufen rief riefen", r"\b(?:zusammen|ein|auf)\b"),
    (Level.ALWAYS, "stellt stellen stellte", r"\bauf die Beine\b"),
    (Level.ALWAYS, "sperrt sperren öffnet öffnen öffnete", r"\bTüre?n?\b"),
    (Level.ALWAYS, "bringt bringen brachte", r"\b(?:zusammen|an einen Tisch)\b"),
    (Level.ALWAYS, "nimmt", r"^\s+sich\b"),
    (Level.ALWAYS, "hat haben hatte hatten", _DONE),
    (Level.ALWAYS, "möchte möchten will wollen wird werden", _WANT),
    (Level.ALWAYS, "freut freuen", r"\b(?:einladen|einzuladen|begrüßen|auf Ihr(?:e|en)?)\b"),
    (Level.ALWAYS, "muss müssen musste mussten", r"\b(?:absagen|verschieben|verlegen)\b"),
    (Level.ALWAYS, "sagt sagen sagte sagten", r"\bab(?=[.,!]|$|\s(?:und|am|wegen)\b)"),
    (Level.ALWAYS, "macht machen machte", r"\bAuftakt\b"),
    (Level.ALWAYS, "heißt heißen hieß", r"\bwillkommen\b"),
    (Level.ALWAYS, "tagt tagen tagte tagten", ""),
    (Level.EVENT, "plant planen", r"\b(?:am|vom|für)\b"),
    (Level.EVENT, "lockt locken", r"\b(?:zu[rm]?|ins?|nach)\b"),
    (Level.EVENT, "verschiebt verschieben verschob verlegt verlegen verlegte", ""),
    (Level.EVENT, "begeht feiert feiern startet starten", ""),
    (Level.EVENT, "bittet bitten bat baten", r"^(?! um\b).*?\b(?:zu[rm]?|ins?)\b(?! Kasse)"),
    (Level.EVENT, "bietet bieten bot boten", r"\b(?:an|am|im|mit)\b"),
    (Level.EVENT, "setzt setzen", r"\bfort\b"),
    (Level.EVENT, "trifft treffen traf trafen", _MEET),
    (Level.EVENT, "kommt kommen kam kamen", r"\bzusammen\b"),
    (Level.DAY, "zeigt wiederholt informiert informieren diskutiert spricht sprechen", ""),
    (Level.DAY, "stellt stellen", r"\bvor\b"),
    (Level.DAY, "will wollen möchte möchten", _TALK),
)
VERBS: dict[str, list[tuple[Level, re.Pattern[str]]]] = {}
"""Verbs in second place, each with its second parts: what must stand behind for it to count."""
for _level, _forms, _second in _VERBS:
    for _form in _forms.split():
        VERBS.setdefault(_form, []).append((_level, re.compile(_second)))
FINAL_VERB = re.compile(
    r"\b(?:einlädt|einladen|eingeladen|veranstalte(?:t|n|te|ten)|ausrichte(?:t|n|te|ten)"
    r"|ausgerichtet|organisier(?:t|en|te|ten)|durchführ(?:t|en|te|ten)|durchgeführt|abhält|abhalten"
    r"|abhielt(?:en)?|anbiete[tn]|angeboten|auf die Beine (?:stell(?:t|en|te|ten)|gestellt)"
    r"|initiiert(?:e|en)?|ausgerufen|abgesagt|absagt|absagen|hostet|zusammenruft"
    r"|Auftakt mach(?:t|en)|bittet|lädt|laden)\b"
)
"""A verb at the end of a clause by which its subject holds an event."""
HOSTED = re.compile(
    r"\b(?:[Vv]eranstaltet|[Oo]rganisiert|[Aa]usgerichtet|[Gg]etragen|[Ii]nitiiert|[Gg]ehostet"
    r"|[Dd]urchgeführt|[Aa]ngeboten|[Ee]ingeladen|[Ee]inberufen|[Aa]bgesagt|[Vv]erlegt"
    r"|[Vv]erschoben|[Gg]eplant|[Vv]erantwortet|[Bb]estritten|[Pp]räsentiert|[Ii]ns Leben gerufen"
    r"|auf die Beine gestellt)(?:e[nrsm]?)?\b"
)
HELPED = re.compile(
    r"\b(?:[Gg]efördert|[Uu]nterstützt|(?:[Mm]it|[Kk]o)?[Ff]inanziert|[Mm]oderiert|[Ee]röffnet"
    r"|[Bb]egleitet|[Bb]ezuschusst|[Gg]esponsert|[Bb]esucht|[Ee]rgänzt|[Gg]ehalten|[Bb]estätigt"
    r"|[Bb]eauftragt|[Bb]egrüßt|[Gg]espendet|[Mm]itgeteilt|[Gg]estellt|[Vv]orgestellt|[Bb]etreut"
    r"|[Bb]ewirtet|[Bb]etrieben|[Kk]oordiniert|[Bb]eschlossen|[Gg]egründet|[Gg]enehmigt"
    r"|[Hh]erausgegeben|[Vv]eröffentlicht|[Ff]örderung|[Uu]nterstützung)(?:e[nrsm]?)?\b"
)
"""Participles beside "von ..." whose doer is no host."""
_ROLE = r"(?:Mit)?(?:[Vv]eranstalter|[Aa]usrichter|[Gg]astgeber|[Oo]rganisator)(?:in|innen|en|n)?"
LABEL_BEFORE = re.compile(
    rf"\b(?:{_ROLE}|Träger(?:in)?(?: der Reihe)?)"
    r"(?:\s+(?:des|der|dieses|dieser)\s[^.:;,]{3,60}?)?"
    r"(?:\s*(?::|ist|sind|war|waren)\s*(?:in diesem Jahr |dieses Mal |diesmal |erneut |wieder )?"
    r"|,\s*|\s+)$"
)
"""A label or its like right before a group; a blank or comma: "unser Veranstalter, ..."."""
LABEL_BEHIND = re.compile(
    rf"\s*,?\s*(?:(?:ist|sind|war|waren)\s(?:der |die |auch |erneut |wieder ){{0,3}}{_ROLE}\b"
    rf"|als {_ROLE}\b)"
)
FRAME = re.compile(
    r"\b(?:(?:[Aa]uf|[Dd]er) Einladung|(?:[Ii]n|[Uu]nter) (?:der )?(?:gemeinsamer )?"
    r"(?:Trägerschaft|Regie|Federführung|Leitung|Verantwortung)|[Uu]nter dem Dach"
    r"|[Oo]rganisation:?|Ausrichtung:?|illkommen)\s*$"
)
TOGETHER = re.compile(
    r"\b(?:(?:[Gg]emeinsam|[Zz]usammen) mit|[Ii]n (?:enger )?(?:Kooperation|Zusammenarbeit"
    r"|Partnerschaft)(?: mit)?|[Mm]itveranstalter(?:in)?(?:,| ist| sind|:)?)\s*$"
)
BEHIND = re.compile(
    r"\bHinter\s[^.!?]{3,80}?\bsteh(?:t|en)\s(?:auf [a-zäöüß]+ Seite\s)?(?:[^.!?]{0,300},\s"
    r"auf [a-zäöüß]+\s)?$"
)
OPENER = re.compile(
    r"(?:^|[,(–-]\s*)(?:(?:zu|bei|mit|auf|in|für|von|an|durch)\s+)?(?:de[rmn]|denen|die|das|dass"
    r"|welche[rnms]?|wenn|weil|da|wozu|womit|wofür|worüber|nachdem|sobald|ehe|dazu)\s+"
    r"(?:(?:sich|auch|nun|wieder|am \d[^,]{0,20})\s+)?$"
)
"""The begin of a subordinate clause right before its subject."""
WITH_OPENER = re.compile(r"[“”«»\"\w)],\s*mit\s+(?:de[rmn]|denen)\s+$")
WHO = re.compile(r"\s*,\s*(?:der|die|das|welche[rs]?)\s(?!\w+\s+(?:der|die|das)\s+[A-Z])")
ASIDE = re.compile(
    r"(?:\s(?:und|sowie)\s(?:der|die|das)(?:\s[A-ZÄÖÜ][\w-]+){1,2})?"
    r"(?:\s*\([^()]{1,60}\))?(?:\s*,[^,.;:!?]{2,140},)?"
)
ADVERBS = re.compile(
    r"\s+(?:(?:nun|auch|wieder|erneut|bereits|am \w+|im \w+|heute|morgen|gemeinsam|zudem|dazu"
    r"|deshalb|daher|jedes Jahr|jährlich|traditionell|schon|diesmal|einmal)\s+){0,2}"
)
SAID = re.compile(
    r"\s(?:mitteilt|ankündigt|berichtet|informiert|bekannt ?gibt|mitteilte|schreibt|meldet)\s*,\s*"
)
"""What stands between a body and the verb of the pronoun that is the body: "..., lädt sie"."""
REACH = 300
"""So far behind a verb its second part is looked for."""
WE_INVITE = re.compile(
    r"\b(?:[Ww]ir (?:laden|veranstalten|verlegen|verschieben|treffen uns|bringen|tagen)"
    r"|(?:laden|veranstalten|verlegen|verschieben|treffen|bringen|tagen) wir"
    r"|(?:wollen|möchten|müssen|haben) wir[^.!?;]{0,120}?\b(?:einladen|veranstalten|absagen"
    r"|verschieben|verlegen|entschieden|entschlossen|laden|einzuladen)"
    r"|[Ww]ir (?:wollen|möchten|müssen|haben)[^.!?;]{0,120}?\b(?:einladen|veranstalten|absagen"
    r"|verschieben|verlegen|entschieden|entschlossen)"
    r"|lade ich|[Ii]ch lade|die sie mit uns ausrichte[tn]|[Gg]emeinsam mit uns)\b"
)
WE = re.compile(
    rf"{WE_INVITE.pattern}|\b(?:[Ww]ir (?:freuen uns|begrüßen|bieten|feiern)"
    r"|(?:freuen|begrüßen|bieten) wir"
    r"|[Uu]nser(?:e|er|em|en)? (?:\w+ )?(?:Veranstaltung|Tagung|Konferenz|Jahres\w+|Workshop"
    r"|Netzwerktreffen|Fach\w+|Mitgliederversammlung))\b"
)
CUE_WORDS = (
    " lädt", "inlädt", " lad", "inlad", "eladen", " lud", "Lädt", "Laden", "eranst", "rganisi",
    " richt", "usricht", "usgericht", " durch", "urchf", "urchgef", " ruf", " rief", "rschieb",
    "rschob", "rleg", "bsag", "bgesagt", " sagt", " sagen", "hielt", " hält", "abhalt", "bzuhalt",
    "abhält", "astgeber", "nimmt sich", "uftakt", "räger", "etragen", "nitiier", "ngeboten",
    " biete", " bot ", "anbiet", "wir ", "Wir ", "lade ich", "illkommen", "Hinter ", "usammen",
    "tagt", " tagen", " Tür", "hostet", "freut sich", "freuen sich", "bittet", "trifft sich",
    "treffen sich", "einen Tisch", ", mit d", "inladung", "Regie", "ederführung", "m Dach",
    "emeinsam", "ooperation", "rganisation", "srichtung", "Beine", "feier", "agung d", "agung v",
    "onferenz", "ongress", "reffen d", "reffen v", "ersammlung", "itzung d", "orum d", "eminar",
    "orkshop", "tag d", "tags d", "tag v", "ymposium", "camp d", "esse d", "erkstatt",
    "espräch d", "ebinar", "bildung d", "chulung d", "fest d", "ialog d", "tammtisch d",
    "staltung d", "staltung v", "mpfang d",
)  # fmt: skip
"""A passage far from an event's day without one of these says nothing of its host."""
NEAR_WORDS = (
    " ist ", "lädt", " lad", "eladen", "lud", "lade ", "eran", "rgan", "richt", "durch", " de",
    " vo", "wir", "Wir", "nser", " will", "möcht", "Regie", "Einladung", "mit ", "hält",
    "hielt", "iete", "zeig", "lock", " bot", " sagt", "tag", "spr", "tart", "plan", "feier", "komm",
    "setz", "verl", "versch",
)  # fmt: skip
"""The same for passages near it."""
