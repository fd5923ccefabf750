"""The nominative of what stands in running text: "zur Regionalen Fachtagung", "des 2. Forums"."""

import re

_ADJECTIVE_END = (
    r"(?:isch|lich|ig|al|ell|weit|deutsch|iv|sam|bar|haft|rund|grün|neu|erst|zweit|dritt|viert"
    r"|fünft|sechst|siebt|acht|neunt|zehnt|groß|klein|lang|offen|jung|intern|extern|öffentlich"
    r"|hybrid|virtuell|digital|lokal|international|evangelisch|ländlich)"
)
CAPITAL_ADJECTIVE = re.compile(rf"[A-ZÄÖÜ][\wäöüß-]*{_ADJECTIVE_END}(?:en|er|em|es|e)")
LOWER_ADJECTIVE = re.compile(r"[a-zäöüß][a-zäöüß-]+(?:en|er|es|em|e)")
ORDINAL = re.compile(r"(?:\d{1,3}|[IVX]{1,5})\.")
_FEMININE = re.compile(
    r"(?:konferenz|tagung|messe|veranstaltung|versammlung|sitzung|werkstatt|exkursion|schulung"
    r"|ausstellung|führung|reise|runde|woche|börse|feier|diskussion|verleihung|eröffnung|biennale"
    r"|wanderung|lesung|sprechstunde|tour|klausur|vernissage|präsentation|vorstellung|gala|party"
    r"|meisterschaft|premiere|matinee|session|keynote|demonstration|kundgebung|nacht|reihe|schule"
    r"|regatta|rallye|rundfahrt|begehung|einweihung|legung|stunde)$",
    re.IGNORECASE,
)
_NEUTER = re.compile(
    r"(?:seminar|forum|treffen|gespräch|symposi[ou]m|webinar|fest|festival|café|camp|frühstück"
    r"|kolloquium|podium|training|meeting|planspiel|jubiläum|lab|konzert|turnier|event|meetup)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:tage|wochen|foren|konferenzen|gespräche|seminare|workshops|dialoge|exkursionen|tagungen"
    r"|vorträge|konzerte|runden|abende|kurse|treffen|meisterschaften|spiele)n?$",
    re.IGNORECASE,
)
_SINGULARS = (
    ("märkte", "markt"), ("foren", "forum"), ("podien", "podium"), ("symposien", "symposium"),
    ("kolloquien", "kolloquium"), ("werkstätten", "werkstatt"), ("vorträge", "vortrag"),
    ("tage", "tag"), ("ungen", "ung"), ("onen", "on"), ("enzen", "enz"), ("börsen", "börse"),
    ("runden", "runde"), ("stunden", "stunde"), ("reisen", "reise"), ("messen", "messe"),
    ("wochen", "woche"), ("feiern", "feier"), ("schulen", "schule"), ("tische", "tisch"),
    ("gespräche", "gespräch"), ("dialoge", "dialog"), ("seminare", "seminar"), ("abende", "abend"),
    ("webinare", "webinar"), ("kongresse", "kongress"), ("konzerte", "konzert"), ("kurse", "kurs"),
    ("turniere", "turnier"), ("feste", "fest"), ("lehrgänge", "lehrgang"), ("cafés", "café"),
    ("workshops", "workshop"), ("meetups", "meetup"), ("barcamps", "barcamp"),
    ("rundgänge", "rundgang"), ("spaziergänge", "spaziergang"), ("führungen", "führung"),
    ("touren", "tour"), ("festivals", "festival"), ("hackathons", "hackathon"),
)  # fmt: skip
_GENITIVE = re.compile(r"(?:des|eines|ihres|seines|unseres|dieses)$", re.IGNORECASE)


def nominative(words: list[str], noun: str) -> str:
    """Return the words before `noun` as they stand without an article, with a blank behind.

    "-en" becomes "-e", "-er" or "-es" by the gender of the noun; the first letter is a capital.
    """
    ending = "e" if _FEMININE.search(noun) else "es" if _NEUTER.search(noun) else "er"
    if _PLURAL.search(noun) and not _NEUTER.search(noun):
        ending = "e"
    result = []
    for word in words:
        lower = LOWER_ADJECTIVE.fullmatch(word)
        if lower or (CAPITAL_ADJECTIVE.fullmatch(word) and not ORDINAL.fullmatch(word)):
            word = re.sub(r"(?:en|er|em|es|e)$", "", word) + ending
        result.append(word)
    if result and result[0][:1].islower():
        result[0] = result[0][0].upper() + result[0][1:]
    return " ".join(result) + (" " if result else "")


def noun_nominative(noun: str, article: str) -> str:
    """Return `noun` in the nominative, as far as its ending and the article before it say so."""
    low = noun.lower()
    if _GENITIVE.search(article):
        for ending in ("forums", "treffens", "tages"):
            if low.endswith(ending):
                return noun[:-2] if ending == "tages" else noun[:-1]
        if re.search(r"(?:es|[^aeious]s)$", low) and not low.endswith("ss"):
            return re.sub(r"(?<=[sß])es$|(?<=[^aeiou])s$", "", noun)
    if low.endswith(("tagen", "foren", "vorträgen", "gesprächen", "abenden", "spielen")):
        return noun if low.endswith("foren") else noun[:-1]
    return noun


def singular(noun: str) -> str:
    """Return one of several: "Ideenbörsen" gives "Ideenbörse"; unchanged where unknown."""
    low = noun.lower()
    for several, one in _SINGULARS:
        for form in (several, several + "n"):
            if low.endswith(form):
                return noun[: len(noun) - len(form)] + (one if low != form else one.capitalize())
    return noun
