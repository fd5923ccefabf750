// Search and filters on the first page, over events.json. The state stands in the address, so that
// it can be shared and the back button works. Texts are only ever written as texts.
"use strict";
(() => {
  const form = document.getElementById("suche");
  if (!form || location.protocol === "file:") return; // nothing can be fetched from files
  const root = new URL(".", document.currentScript.src);
  const one = (id) => document.getElementById(id);
  const status = one("suche-stand"), results = one("treffer"), list = one("treffer-liste");
  const more = one("treffer-mehr"), follow = one("treffer-abo"), reset = one("suche-leeren");
  const FOLDERS = { land: "land/", region: "region/", thema: "thema/", art: "quellenart/" };
  const ATTENDANCE = { "vor-ort": "onsite", online: "online" };
  const NAMES = ["q", ...Object.keys(FOLDERS), "ort", "von", "bis"].filter((name) => form.elements[name]);
  const MONTH = new Intl.DateTimeFormat("de-DE", { month: "long", year: "numeric", timeZone: "UTC" });
  const SPELLED = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "oe" };
  const STEP = 50;
  let loading = null, shown = 0, timer = 0, told = null; // told: the query that is shown
  let typedIn = ""; // the field that is being typed in: all its steps are one state

  // The same as model.fold: lower case, umlauts spelled out, accents gone, words only.
  const fold = (text) =>
    (text.normalize("NFC").toLowerCase().replace(/[äöüßæø]/g, (c) => SPELLED[c]).normalize("NFKD")
      .replace(/[^\x00-\x7f]/g, "").match(/[a-z0-9]+/g) || []).join(" ");

  const load = () => (loading ??= fetch(new URL("events.json", root)).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).then((data) => {
    for (const event of data.events) {
      const titles = event.selections?.map((slug) => data.selections[slug]?.title ?? "") ?? [];
      event.text = fold([event.name, event.when, event.place, event.organizer, ...titles].join(" "));
    }
    return data;
  }).catch((error) => { loading = null; throw error; }));

  const field = (name) => form.elements[name];
  const state = () => NAMES.map((name) => [name, field(name).value.trim()]).filter(([, v]) => v);
  const slugs = (set) => [...set].filter(([name]) => name in FOLDERS).map(([n, v]) => FOLDERS[n] + v);

  function matches(event, set, words, wanted) {
    const first = event.start.slice(0, 10), end = event.end ?? event.start, last = end.slice(0, 10);
    const isMidnight = last > first && end.slice(11, 16) === "00:00"; // 24 o'clock of the day before
    return words.every((word) => event.text.includes(word))
      && wanted.every((slug) => event.selections?.includes(slug))
      && (!set.has("ort") || event.attendance?.includes(ATTENDANCE[set.get("ort")]))
      && (!set.has("von") || (isMidnight ? last > set.get("von") : last >= set.get("von")))
      && (!set.has("bis") || first <= set.get("bis"));
  }

  function make(tag, className, text, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    element.append(...children.filter(Boolean));
    return element;
  }

  function link(text, url, className) {
    const element = make("a", className, text);
    element.href = url;
    return element;
  }

  function entry(event) {
    const facts = [event.place, event.organizer].filter(Boolean).join(" · ");
    const name = make("h4", "name", "", link(event.name, new URL(event.url, root)));
    return make("li", event.off ? "event is-off" : "event", "", make("p", "when", event.when), name,
      facts && make("p", "meta", facts));
  }

  function append(events) {
    const part = events.slice(shown, shown + STEP);
    for (const event of part) {
      const month = event.rough ? "" : event.start.slice(0, 7);
      if (list.lastElementChild?.dataset.month !== month) {
        const title = month ? MONTH.format(new Date(`${month}-01T00:00Z`)) : "Noch ohne festen Tag";
        const group = make("section", "month", "", make("h3", "", title), make("ul", "loose"));
        group.dataset.month = month;
        list.append(group);
      }
      list.lastElementChild.querySelector("ul").append(entry(event));
    }
    shown += part.length;
    more.hidden = shown >= events.length;
  }

  function offer(data, set, wanted) {
    const slug = set.size === 1 ? wanted[0] ?? (set.get("ort") === "online" ? "online" : "") : "";
    const found = data.selections[slug];
    follow.replaceChildren();
    if (!found) return follow.append(make("p", "", follow.dataset.hint));
    const address = data.home + found.calendar;
    follow.append(
      make("h3", "", `Diesen Filter abonnieren: ${found.title}`),
      make("p", "address", "", make("code", "", address)),
      make("p", "actions", "",
        link("Im Kalenderprogramm öffnen", address.replace(/^https?:/, "webcal:"), "button"), " ",
        link("Als RSS-Feed", data.home + found.feed), " ",
        link("Alle Formate", new URL(`${found.page}#abonnieren`, root))));
  }

  async function show() {
    const set = new Map(state()), isActive = set.size > 0, address = told = location.search;
    reset.hidden = !isActive;
    results.hidden = !isActive;
    one("termine").hidden = isActive;
    status.textContent = "";
    if (!isActive) return;
    try {
      const data = await load();
      if (address !== location.search) return;
      const words = fold(set.get("q") ?? "").split(" ").filter(Boolean), wanted = slugs(set);
      const isBlank = set.has("q") && !words.length; // signs alone are in no event
      const events = isBlank ? [] : data.events.filter((event) => matches(event, set, words, wanted));
      events.sort((a, b) => Boolean(a.rough) - Boolean(b.rough));
      list.replaceChildren();
      shown = 0;
      append(events);
      more.onclick = () => {
        const next = shown;
        append(events);
        list.querySelectorAll(".name a")[next].focus();
      };
      offer(data, set, wanted);
      const count = events.length === 1 ? "1 Termin" : `${events.length || "Keine"} Termine`;
      status.textContent = `${count} gefunden`;
    } catch {
      if (address !== location.search) return;
      results.hidden = true;
      one("termine").hidden = false;
      status.textContent = "Die Suche geht gerade nicht: Die Termine ließen sich nicht laden.";
    }
  }

  function remember(replace) {
    clearTimeout(timer);
    const query = new URLSearchParams(state()).toString();
    if (query !== location.search.slice(1)) {
      const address = location.pathname + (query && `?${query}`);
      history[replace ? "replaceState" : "pushState"](null, "", address);
    }
    return show();
  }

  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const name of NAMES) field(name).value = asked.get(name) ?? "";
    if (NAMES.some((name) => name !== "q" && field(name).value)) one("suche-filter").open = true;
    show();
  }

  function typed(name) {
    remember(typedIn === name);
    typedIn = name;
  }

  function settle() {
    const done = remember(typedIn === "q");
    typedIn = "";
    return done;
  }

  field("q").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => typed("q"), 200);
  });
  // A date that is typed changes with each digit of its year: 0002, 0020, 0202, 2026.
  form.addEventListener("change", ({ target }) => target.type === "date" ? typed(target.name) : settle());
  form.addEventListener("focusout", () => { typedIn = ""; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await settle();
    one("treffer-titel").focus();
  });
  reset.addEventListener("click", () => {
    for (const name of NAMES) field(name).value = "";
    typedIn = "";
    remember(false);
    field("q").focus();
  });
  addEventListener("popstate", () => {
    if (location.search === told) return; // a link within the page
    typedIn = "";
    restore();
  });
  form.hidden = false;
  restore();
})();
