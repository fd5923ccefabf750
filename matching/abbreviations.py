"""Abbreviations of the field's organisations and what they stand for. Data only."""

_BODIES = """
bmwe: bundesministerium wirtschaft energie
bmwi: bundesministerium wirtschaft energie
bmwk: bundesministerium wirtschaft klimaschutz
bmleh: bundesministerium landwirtschaft ernaehrung heimat
bmel: bundesministerium ernaehrung landwirtschaft
bmelv: bundesministerium ernaehrung landwirtschaft verbraucherschutz
bmwsb: bundesministerium wohnen stadtentwicklung bauwesen
bmvi: bundesministerium verkehr digitale infrastruktur
bmdv: bundesministerium digitales verkehr
bmv: bundesministerium verkehr
bmi: bundesministerium innern heimat
bmbf: bundesministerium bildung forschung
bmftr: bundesministerium forschung technologie raumfahrt
bmds: bundesministerium digitales staatsmodernisierung
bmuv: bundesministerium umwelt naturschutz nukleare sicherheit verbraucherschutz
bmukn: bundesministerium umwelt klimaschutz naturschutz nukleare sicherheit
bmub: bundesministerium umwelt naturschutz bau reaktorsicherheit
bmu: bundesministerium umwelt naturschutz nukleare sicherheit
bmas: bundesministerium arbeit soziales
bmf: bundesministerium finanzen
bmg: bundesministerium gesundheit
bmj: bundesministerium justiz
bmfsfj: bundesministerium familie senioren frauen jugend
bmbfsfj: bundesministerium bildung familie senioren frauen jugend
bmz: bundesministerium wirtschaftliche zusammenarbeit entwicklung
bbsr: bundesinstitut bau stadt raumforschung
bbr: bundesamt bauwesen raumordnung
ble: bundesanstalt landwirtschaft ernaehrung
bafa: bundesamt wirtschaft ausfuhrkontrolle
uba: umweltbundesamt
dvs: deutsche vernetzungsstelle laendliche raeume
bule: bundesprogramm laendliche entwicklung
ptj: projekttraeger juelich
dlr: deutsches zentrum luft raumfahrt
smil: saechsisches staatsministerium infrastruktur landesentwicklung
smr: saechsisches staatsministerium regionalentwicklung
smwa: saechsisches staatsministerium wirtschaft arbeit
smekul: saechsisches staatsministerium energie klimaschutz umwelt landwirtschaft
smul: saechsisches staatsministerium umwelt landwirtschaft
mwu: ministerium wissenschaft energie klimaschutz umwelt sachsen anhalt
mwl: ministerium wirtschaft tourismus landwirtschaft forsten sachsen anhalt
mid: ministerium infrastruktur digitales sachsen anhalt
mil: ministerium infrastruktur landesplanung brandenburg
mwae: ministerium wirtschaft arbeit energie brandenburg
mwaek: ministerium wirtschaft arbeit energie klimaschutz brandenburg
mleuv: ministerium land ernaehrung umwelt verbraucherschutz brandenburg
mluk: ministerium landwirtschaft umwelt klimaschutz brandenburg
mwk: ministerium wissenschaft kunst
mwike: ministerium wirtschaft industrie klimaschutz energie nordrhein westfalen
mhkbd: ministerium heimat kommunales bau digitalisierung nordrhein westfalen
mlv: ministerium landwirtschaft verbraucherschutz nordrhein westfalen
mlr: ministerium ernaehrung laendlicher raum verbraucherschutz baden wuerttemberg
stmwi: bayerisches staatsministerium wirtschaft landesentwicklung energie
stmelf: bayerisches staatsministerium ernaehrung landwirtschaft forsten tourismus
stmb: bayerisches staatsministerium wohnen bau verkehr
hmwvw: hessisches ministerium wirtschaft energie verkehr wohnen
hmlu: hessisches ministerium landwirtschaft umwelt
hmuklv: hessisches ministerium umwelt klimaschutz landwirtschaft verbraucherschutz
tmil: thueringer ministerium infrastruktur landwirtschaft
tmdi: thueringer ministerium digitales infrastruktur
tmwwdg: thueringer ministerium wirtschaft wissenschaft digitale gesellschaft
tmuen: thueringer ministerium umwelt energie naturschutz
mb: niedersaechsisches ministerium bundes europaangelegenheiten regionale entwicklung
mw: niedersaechsisches ministerium wirtschaft verkehr bauen
ml: niedersaechsisches ministerium ernaehrung landwirtschaft
mwvlw: ministerium wirtschaft verkehr landwirtschaft weinbau rheinland pfalz
mdi: ministerium innern sport rheinland pfalz
dihk: deutsche industrie handelskammer
dlt: deutscher landkreistag
dst: deutscher staedtetag
dstgb: deutscher staedte gemeindebund
difu: deutsches institut urbanistik
arl: akademie raumentwicklung leibniz gemeinschaft
ioer: leibniz institut oekologische raumentwicklung
irs: leibniz institut raumbezogene sozialforschung
ifl: leibniz institut laenderkunde
ils: institut landes stadtentwicklungsforschung
rwi: leibniz institut wirtschaftsforschung
iwh: leibniz institut wirtschaftsforschung halle
ifo: leibniz institut wirtschaftsforschung muenchen
pik: potsdam institut klimafolgenforschung
dena: deutsche energie agentur
zrr: zukunftsagentur rheinisches revier
mrmd: metropolregion mitteldeutschland
mrn: metropolregion rhein neckar
zmrn: zukunft metropolregion rhein neckar
rvr: regionalverband ruhr
rkw: rationalisierungs innovationszentrum deutschen wirtschaft
kfw: kreditanstalt wiederaufbau
ilb: investitionsbank land brandenburg
sab: saechsische aufbaubank
wfbb: wirtschaftsfoerderung land brandenburg
wfs: wirtschaftsfoerderung sachsen
leg: landesentwicklungsgesellschaft
lena: landesenergieagentur sachsen anhalt
thega: thueringer energie greentech agentur
saena: saechsische energieagentur
asg: agrarsoziale gesellschaft
bagso: bundesarbeitsgemeinschaft seniorenorganisationen
bvs: bayerische verwaltungsschule
dgb: deutscher gewerkschaftsbund
deula: deutsche lehranstalt agrartechnik
nabu: naturschutzbund
bund: bund umwelt naturschutz
bvmw: bundesverband mittelstaendische wirtschaft
bdi: bundesverband deutschen industrie
vku: verband kommunaler unternehmen
vdi: verein deutscher ingenieure
"""
_WORDS = """
ihk: industrie handelskammer
hwk: handwerkskammer
wfg: wirtschaftsfoerderungsgesellschaft
wifoe: wirtschaftsfoerderung
lag: lokale aktionsgruppe
rag: regionale aktionsgruppe
reg: regionale entwicklungsgesellschaft
th: technische hochschule
tu: technische universitaet
fh: fachhochschule
hs: hochschule
haw: hochschule angewandte wissenschaften
uni: universitaet
lk: landkreis
vg: verbandsgemeinde
sg: samtgemeinde
zv: zweckverband
rpv: regionaler planungsverband
rpg: regionale planungsgemeinschaft
rm: regionalmanagement
mr: metropolregion
bic: business innovation centre
tgz: technologie gruenderzentrum
vhs: volkshochschule
khs: kreishandwerkerschaft
uv: unternehmerverband
kbv: kreisbauernverband
bv: bundesverband
lv: landesverband
ib: investitionsbank
la: landesamt
kv: kreisverband
ov: ortsverein
stabu: stadtbuero
min: ministerium
mv: mecklenburg vorpommern
nrw: nordrhein westfalen
bw: baden wuerttemberg
rlp: rheinland pfalz
lsa: sachsen anhalt
owl: ostwestfalen lippe
bm: bundesministerium
inst: institut
ges: gesellschaft
dt: deutsche
saechs: saechsische
thuer: thueringer
"""


def _table(rows: str) -> dict[str, tuple[str, ...]]:
    pairs = (row.split(":") for row in rows.strip().splitlines())
    return {short.strip(): tuple(long.split()) for short, long in pairs}


BODIES = _table(_BODIES)
"""An abbreviation that is a body's whole name."""
WORDS = _table(_WORDS)
"""An abbreviation that stands for words within a name."""
