"""What the words of a title are worth: notices, kinds of event, general words, roles. Data only.

Words are written as German (or English) writes them and compared by their stems.
"""

from enum import StrEnum

from matching.stems import stems

STOP = stems(
    """
    der die das den dem des ein eine einer eines einem einen und oder sowie als auch mit ohne für
    von vom zu zum zur in im ins an am auf aus bei beim nach über unter um vor durch gegen bis ab
    wir uns unser unsere sie ihr ihre ihren es ist sind war waren wird werden wie was wo wer warum
    hat haben kann können soll sollen muss nicht noch nur mehr so sich man seit zwischen hier jetzt
    dass damit dabei alle alles aller allen dieser diese dieses doch mal the a an of and for on to
    with from at by our your we in is are how what why into towards go vs et de la al
    """
)
NOTICE = stems(
    """
    abgesagt absage entfällt entfallen fällt ausfall verschoben verlegt cancelled
    canceled postponed rescheduled ausgebucht restplätze warteliste neuer termin
    ersatztermin nachholtermin terminänderung terminverschiebung terminhinweis termintipp
    veranstaltungstipp veranstaltungshinweis
    veranstaltungskalender tickets ticket karten sichern buchen anmelden anmeldung registrieren
    registration register save einladung einladen invitation ankündigung
    vorankündigung hinweis achtung wichtig neu new update info infos vormerken bitte herzliche
    herzlich willkommen online virtuell virtuelle hybrid
    hybride präsenz vor-ort livestream stream live video zoom webex teams programm agenda
    pressemitteilung medieninformation rückblick nachbericht nachlese bericht review recap
    dokumentation fotos bilder kostenlos kostenfrei gratis plätze frei event events eintritt
    termine datum date kalender website homepage startseite aktuelles detail
    """
)
REPORT = stems(
    """
    gastgeber gäste teilnehmer teilnehmende teilnehmerinnen besucher erfolgreich erfolgreiche
    erfolgreicher erfolg bilanz zieht fordert fordern diskutiert diskutierten diskutieren tagte
    tagten trafen traf zeigt zeigte zeigten lockte startet startete gestartet eröffnet beendet
    endet ging gehen blickt zurück fazit resümee ergebnisse voller großes großer interesse resonanz
    rund hunderte zahlreiche viele fachleute experten expertinnen akteure kamen kommen
    versammelt präsentiert präsentierten vorgestellt vorstellt lädt ein laden stand fand fanden
    statt begrüßt begrüßte landrat landrätin ministerium sagt sagte besucht
    übergibt setzt setzen macht machen bringt besiegeln besiegelt unterzeichnen unterzeichnet
    ausgezeichnet ehrt würdigt feiert feierte gegründet beschließt beschließen beschlossen
    vereinbaren warnt lobt mahnt wirbt berät beriet informierte informierten kündigt haus volles
    """
)
GENERAL = stems(
    """
    bundesweit bundesweite bundesweiter bundesweites landesweit landesweite deutschlandweit
    deutschland regional regionale regionaler regionales region regionen lokal lokale kommunal
    kommunale international internationale internationaler national nationale europäisch
    europäische europäischer thema themen rahmen projekt projekts projektes programm bündnis
    bündnisses initiative netzwerk verbund jährlich jährliche jährlicher jährliches offen offene
    offener offenes öffentlich öffentliche öffentlicher gemeinsam gemeinsame gemeinsamer groß große
    großer großes neue neuer neues neuen erste erster erstes ersten zweite zweiter zweites dritte
    dritter aktuell aktuelle aktueller zukunft zukünftig heute morgen jahr jahre land stadt kreis
    landkreis gemeinde ort reihe serie veranstaltungsreihe edition ausgabe auflage
    uhr januar februar märz april mai juni juli august september oktober november dezember
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag annual day
    """
)
MODES = stems("digital")
"""How an event is held, by itself; in "Digitaltag" it is the subject."""
GENERIC_PARTS = stems(
    """
    netzwerk vernetzung vernetzungs austausch erfahrungs erfahrung strategie strategisch jahres
    jahr fach info informations information arbeits arbeit mitglieder partner projekt auftakt
    abschluss start kick kickoff ideen idee dialog impuls planung planungs regional region
    regio zukunft zukunfts online web auswertung auswertungs bürger bürgerinnen
    öffentlich gemeinsam haupt gesamt groß klein einzel gruppen gruppe plenums plenum team
    experten expertinnen akteurs akteur beteiligung beteiligungs halbzeit zwischen interne intern
    sommer winter herbst frühjahr frühjahrs abend nachmittag mittag feier feierabend
    themen thema praxis meet wochen woche tages stunden land landes
    kreis gremien jahr verbands verband partner bund bundes
    kuratoriums kuratorium vorstands vorstand beirats beirat gremien ausschuss jury voll
    """
)
"""First parts of a compound that say no more than its head: "Netzwerktreffen"."""


_VARIANTS = (
    ("nord norden nördlich", "süd süden südlich", "ost osten östlich", "west westen westlich"),
    ("vormittag vormittags vormittagstermin", "nachmittag nachmittags nachmittagstermin"),
    ("kinder", "jugend jugendliche", "senioren", "erwachsene", "eltern", "studierende"),
    ("einsteiger einsteigerinnen anfänger grundkurs grundlagen", "fortgeschrittene profis"
     " aufbaukurs vertiefung vertiefungskurs aufbauseminar"),
    ("frauen", "männer"),
    ("vorstand vorstandssitzung", "mitglieder", "beirat", "kuratorium", "jury",
     "lenkungskreis lenkungsgruppe steuerungskreis steuerungsgruppe",
     "arbeitsgruppe projektgruppe"),
    ("öffentlich öffentliche", "nichtöffentlich nichtöffentliche geschlossen geschlossene intern"),
)  # fmt: skip
SCOPES = stems("bundesweit bundesweite deutschlandweit landesweit landesweite europaweit weltweit")
"""Said of what is held in many places at once."""
REGULAR = stems(
    """stammtisch sprechtag sprechstunde sitzung ausschuss beirat vorstand
    arbeitskreis arbeitsgruppe frühstück cafe runde"""
)
"""What is held again and again under one title."""
VARIANTS = tuple(
    {key: number for number, words in enumerate(group) for key in stems(words)}
    for group in _VARIANTS
)
"""Words of which each names another event of one series; the same number, the same one."""
AUDIENCES = frozenset(
    stems("kinder jugend jugendliche senioren frauen männer einsteiger fortgeschrittene eltern")
)
"""Said on one side only, they narrow an event down to another one."""


class Kind(StrEnum):
    """Families of formats; a title of one is no title of another."""

    CONFERENCE = "conference"
    COURSE = "course"
    BODY = "body"
    GATHERING = "gathering"
    TALK = "talk"
    SHOW = "show"
    TOUR = "tour"
    CEREMONY = "ceremony"
    SPAN = "days of many events"
    PLAIN = "plain"


_KINDS: dict[Kind, str] = {
    Kind.CONFERENCE: """konferenz conference conf kongress congress tagung symposium symposion
        summit gipfel konvent convention fachtag forum foren kolloquium tag tage day days barcamp
        camp""",
    Kind.COURSE: """workshop workshops werkstatt seminar seminare schulung lehrgang kurs course
        training webinar fortbildung weiterbildung akademie klausur lab hackathon""",
    Kind.BODY: """sitzung versammlung beirat ausschuss vorstand kuratorium gremium
        steuerungskreis lenkungskreis lenkungsgruppe arbeitskreis arbeitsgruppe jury
        kommission""",
    Kind.GATHERING: """treffen meeting treff meetup abend evening stammtisch empfang reception
        frühstück breakfast brunch lunch nacht night fest party lounge feierabend
        salon cafe""",
    Kind.TALK: """gespräch gespräche talk dialog dialogue diskussion podium vortrag lecture
        lesung sprechstunde sprechtag konsultation hearing anhörung keynote panel runde rundertisch
        austausch""",
    Kind.SHOW: """messe fair expo ausstellung exhibition börse vernissage
        finissage konzert""",
    Kind.TOUR: """exkursion excursion führung rundgang spaziergang begehung rundfahrt fahrt tour
        besichtigung wanderung""",
    Kind.CEREMONY: """verleihung ceremony feier feierstunde feierlichkeit festakt
        eröffnung opening einweihung spatenstich grundsteinlegung richtfest premiere
        präsentation gala jubiläum""",
    Kind.SPAN: """woche wochen week festival themenjahr aktionsmonat monat""",
    Kind.PLAIN: """veranstaltung termin event reihe session""",
}
KIND_OF: dict[str, Kind] = {key: kind for kind, words in _KINDS.items() for key in stems(words)}
KIND_HEADS = tuple(sorted((key for key in KIND_OF if len(key) >= 3), key=len, reverse=True))
"""The ends that compounds are split at, the longest first."""

_NEAR = (
    {Kind.CONFERENCE, Kind.TALK, Kind.GATHERING},
    {Kind.CONFERENCE, Kind.COURSE},
    {Kind.GATHERING, Kind.TALK, Kind.CEREMONY},
    {Kind.SHOW, Kind.CEREMONY},
    {Kind.SHOW, Kind.CONFERENCE, Kind.SPAN},
)


def kinds_differ(one: frozenset[Kind], other: frozenset[Kind]) -> bool:
    """Return whether no format of one can be said for a format of the other."""
    first, second = one - {Kind.PLAIN}, other - {Kind.PLAIN}
    if not first or not second or first & second:
        return False
    return not any(first & near and second & near for near in _NEAR)
