import { element, hole, tag } from "/assets/kern.js";

const WIR = "Im Kleinstadtforum Westharz arbeiten vierzehn Städte mit weniger als zwanzigtausend "
  + "Menschen zusammen. Sie teilen Fachleute, lernen voneinander und treten gemeinsam auf, wenn es "
  + "um Bahnhöfe, Läden und ärztliche Versorgung geht. Die Geschäftsstelle sitzt in Goslar.";

const app = document.getElementById("app");

function kopf() {
  const kopf = element("header", "seitenkopf", element("a", "marke", "Kleinstadtforum Westharz"));
  const menue = element("nav", "menue");
  for (const [text, ziel] of [["Termine", "/termine/"], ["Verein", "/verein"], ["Kontakt", "/kontakt"]]) {
    const link = element("a", "", text);
    link.href = ziel;
    menue.append(link);
  }
  kopf.append(menue);
  return kopf;
}

function karte(termin) {
  const karte = element("article", "termin");
  const link = element("a", "", termin.titel);
  link.href = termin.adresse;
  karte.append(element("h2", "termin__titel", link));
  karte.append(element("p", "termin__zeit", `${tag(termin.tag)}, ${termin.von} bis ${termin.bis} Uhr`));
  karte.append(element("p", "termin__ort", `Ort: ${termin.ort}`));
  karte.append(element("p", "termin__text", termin.text));
  return karte;
}

async function liste(seite) {
  const daten = await hole(`/api/termine.json?seite=${seite}`);
  const haupt = element("main", "termine");
  haupt.append(element("h1", "", "Termine"));
  const reihe = element("div", "termine__liste");
  daten.termine.forEach((termin) => reihe.append(karte(termin)));
  haupt.append(reihe);
  if (daten.weitere) {
    const weiter = element("a", "weiter", "Nächste Seite");
    weiter.rel = "next";
    weiter.href = `/termine/?seite=${seite + 1}`;
    const blaettern = element("nav", "pagination", weiter);
    haupt.append(blaettern);
  }
  app.append(kopf(), haupt, element("footer", "fuss", WIR));
}

async function einzeln(name) {
  const termin = await hole(`/api/termin/${name}.json`);
  const haupt = element("main", "termin");
  haupt.append(element("h1", "", termin.titel));
  const angaben = element("dl", "angaben");
  for (const [was, wert] of [["Datum", tag(termin.tag)], ["Zeit", `${termin.von} bis ${termin.bis} Uhr`], ["Ort", termin.ort]]) {
    angaben.append(element("dt", "", was), element("dd", "", wert));
  }
  haupt.append(angaben, element("p", "", termin.text));
  app.append(kopf(), haupt, element("footer", "fuss", WIR));
}

const teile = location.pathname.split("/");
if (teile[1] === "termin") einzeln(teile[2]);
else liste(Number(new URLSearchParams(location.search).get("seite") || 1));
