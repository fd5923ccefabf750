// The screen of one event: the text beside goes along with the field that one is at, what was typed
// and not yet sent is kept in this tab, and figures choose a reason. All of it works without this.
"use strict";
(() => {
  const event = document.querySelector("[data-event]");
  if (!event) return;
  const form = document.getElementById("termin");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const rows = [...document.querySelectorAll(".row[data-group]")];

  // ---- The text goes along with the field ------------------------------------------------------
  const marksOf = (row) => {
    const shown = row.querySelector("[data-shows]");
    const names = row.dataset.fields.split(" ");
    const page = shown && /^beleg-(\d+)-/.exec(shown.dataset.shows)?.[1];
    return [...document.querySelectorAll("mark[data-fields]")].filter((mark) =>
      mark.dataset.fields.split(" ").some((name) => names.includes(name)) && (!page || mark.dataset.page === page));
  };
  const scrollWithin = (mark) => {
    const verbs = document.querySelector(".verbs");
    for (let box = mark.parentElement; box && box !== document.body; box = box.parentElement) {
      if (box.scrollHeight <= box.clientHeight + 1 || !/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
      const edge = box.getBoundingClientRect();
      const at = mark.getBoundingClientRect();
      const lowest = Math.min(edge.bottom, innerHeight - (verbs ? verbs.offsetHeight : 0));
      if (at.top >= edge.top && at.bottom <= lowest - 24) continue;
      const top = box.scrollTop + at.top - edge.top - Math.max(lowest - edge.top, 90) / 3;
      box.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
    }
  };
  const look = (row) => {
    for (const each of rows) each.classList.toggle("is-current", each === row);
    for (const mark of document.querySelectorAll("mark.is-current")) mark.classList.remove("is-current");
    const marks = marksOf(row);
    for (const mark of marks) mark.classList.add("is-current");
    if (!marks.length) return marks;
    const page = marks[0].closest("details.page");
    if (page && !page.open) page.open = true;
    const folded = marks[0].closest("details.folded");
    if (folded) folded.open = true;
    scrollWithin(marks[0]);
    return marks;
  };
  document.addEventListener("focusin", (happened) => {
    const row = happened.target.closest(".row[data-group]");
    if (row) look(row);
  });
  document.addEventListener("click", (happened) => {
    const row = happened.target.closest(".row[data-group]");
    if (!row) return;
    const marks = look(row);
    const link = happened.target.closest("[data-shows]");
    if (!link || !marks.length) return;
    happened.preventDefault();
    const beside = matchMedia("(min-width: 64rem)").matches;
    if (!beside) marks[0].scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    marks[0].closest("[tabindex]")?.focus({ preventScroll: beside });
  });
  const first = document.querySelector(`.row[data-group="${CSS.escape(event.dataset.first)}"]`);
  if (first) look(first);

  // ---- What was typed and not sent -------------------------------------------------------------
  const key = `entwurf:${event.dataset.user}:${event.dataset.event}`;
  const fields = form && document.querySelector(".edit") ? [...form.elements].filter((field) => field.name && field.type !== "hidden") : [];
  const id = (field) => field.type === "radio" || field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
  const isChanged = (field) => {
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected) && field.options[field.selectedIndex]?.defaultSelected !== true && [...field.options].some((option) => option.defaultSelected) || (![...field.options].some((option) => option.defaultSelected) && field.selectedIndex > 0);
    return field.value !== field.defaultValue;
  };
  const stored = { get: () => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
    set: (value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* a full or closed store costs the draft alone */ } },
    drop: () => { try { sessionStorage.removeItem(key); } catch { /* as above */ } } };
  const label = document.querySelector("[data-approve-label]");
  const hint = document.querySelector("[data-dirty-hint]");
  const shown = label?.textContent;
  const tell = () => {
    const changed = fields.filter(isChanged);
    // What the server sent back (an error, a conflict) counts as typed, though no input differs.
    const dirty = changed.length > 0 || Boolean(document.querySelector("#konflikt"));
    event.classList.toggle("is-dirty", dirty);
    for (const row of rows) row.classList.toggle("is-touched", changed.some((field) => row.contains(field)));
    if (label) label.textContent = changed.length ? "Korrigieren und freigeben" : shown;
    if (hint) hint.hidden = !changed.length;
    return changed;
  };
  const keep = () => {
    const changed = tell();
    if (!changed.length) return stored.drop();
    stored.set({ version: event.dataset.version, sent: false, values: Object.fromEntries(changed.map((field) =>
      [id(field), field.type === "radio" || field.type === "checkbox" ? field.checked : field.value])) });
  };
  const restore = () => {
    const draft = stored.get();
    // What was sent has arrived where the event is another since; else (a login in between) it is shown.
    const arrived = draft?.sent && draft.version !== event.dataset.version;
    if (!draft || arrived || document.querySelector("#konflikt")) return stored.drop();
    let count = 0;
    for (const field of fields) {
      const value = draft.values[id(field)];
      if (value === undefined) continue;
      if (typeof value === "boolean") field.checked = value; else field.value = value;
      for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      count += 1;
    }
    if (!count) return stored.drop();
    const note = document.createElement("div");
    note.className = "message is-warning";
    note.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = "Eingaben von vorhin, noch nicht gespeichert, stehen wieder in den Feldern.";
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "plain";
    drop.textContent = "Verwerfen";
    drop.addEventListener("click", () => { stored.drop(); form.reset(); tell(); note.remove(); });
    note.append(text, drop);
    event.prepend(note);
  };
  if (fields.length) {
    restore();
    tell();
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    document.addEventListener("submit", (happened) => {
      const draft = stored.get();
      if (draft && happened.target === form && !happened.defaultPrevented) stored.set({ ...draft, sent: true });
    });
  }

  // ---- Whoever opens a field wants to type another value: the old one is chosen ------------------
  for (const details of document.querySelectorAll("details.edit")) {
    details.addEventListener("toggle", () => {
      const input = details.querySelector(".inputs input:not([type=radio], [type=checkbox])");
      if (details.open && input && document.activeElement === input) input.select();
    });
  }

  // ---- Typing chooses: whoever types a value has no use for another page's -----------------------
  form?.addEventListener("input", (happened) => {
    const row = happened.target.closest(".row");
    if (!happened.target.closest(".inputs") || !row) return;
    const same = row.querySelector('input[type=radio][name^="wahl."][value=""]');
    const before = row.querySelector('input[type=checkbox][name^="wahl."]');
    if (same) same.checked = true;
    if (before) before.checked = false;
    keep();
  });

  // ---- How a time is understood is said while it is typed ----------------------------------------
  // What is left out is the event's own, not that of what the input held when it was refused.
  for (const input of document.querySelectorAll("[data-reads]")) {
    const output = input.parentElement.querySelector("[data-understood]");
    let asked = 0;
    let timer = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const turn = ++asked;
      timer = setTimeout(async () => {
        let said = {};
        if (input.value.trim() && input.value !== input.defaultValue) {
          const query = new URLSearchParams({ text: input.value, war: event.dataset.when });
          try {
            const answer = await fetch(`${input.dataset.reads}?${query}`, { headers: { Accept: "application/json" } });
            if (answer.ok) said = await answer.json();
          } catch { /* without an answer there is no word, and sending reads it anyway */ }
        }
        if (turn !== asked) return;
        output.textContent = said.verstanden ? `Verstanden: ${said.verstanden}` : said.fehler || "";
        output.classList.toggle("is-refused", Boolean(said.fehler));
      }, 250);
    });
  }

  // ---- The preview comes when it is asked for ----------------------------------------------------
  const preview = document.querySelector("details[data-loads]");
  preview?.addEventListener("toggle", async () => {
    const address = preview.dataset.loads;
    if (!preview.open || !address) return;
    delete preview.dataset.loads;
    try {
      const answer = await fetch(address);
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("vorschau");
      if (answer.ok && found) preview.replaceChildren(...found.childNodes);
    } catch { /* the link that stands there leads to the same */ }
  });

  // ---- Figures choose a reason while the panel is open -------------------------------------------
  const panel = document.getElementById("ablehnen");
  document.addEventListener("keydown", (happened) => {
    if (!panel?.open || document.body.dataset.keys !== "on" || happened.defaultPrevented) return;
    if (happened.ctrlKey || happened.metaKey || happened.altKey || happened.repeat) return;
    if (happened.target.closest?.("textarea, input:not([type=radio], [type=checkbox]), select")) return;
    const button = panel.querySelector(`[data-digit="${CSS.escape(happened.key)}"]`);
    if (!button) return;
    happened.preventDefault();
    button.click();
  });

  // ---- Opened for a verb: "#korrigieren", "#ablehnen" --------------------------------------------
  const open = (details) => {
    if (!details) return;
    details.open = true;
    details.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
  };
  const asked = () => {
    if (location.hash === "#ablehnen") open(panel);
    if (location.hash === "#korrigieren") open(first?.querySelector("details.edit"));
  };
  addEventListener("hashchange", asked);
  const conflict = document.getElementById("konflikt");
  const invalid = document.querySelector("[aria-invalid=true]");
  if (conflict) (invalid || conflict).focus();
  else asked();
})();
