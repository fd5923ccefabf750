// Shared by all views: small helpers, loaded as a module of its own.
export const tag = (wert) => new Date(wert + "T12:00:00").toLocaleDateString("de-DE", {
  weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Berlin" });

export function element(name, klasse, inhalt) {
  const knoten = document.createElement(name);
  if (klasse) knoten.className = klasse;
  if (inhalt) knoten.append(inhalt);
  return knoten;
}

export async function hole(adresse) {
  const antwort = await fetch(adresse);
  if (!antwort.ok) throw new Error(antwort.status);
  return antwort.json();
}
