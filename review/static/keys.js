// Keys for those who are here all day: j k a e r u o x / ? and Escape. Elements say with data-key
// which key they answer; in a list the chosen item (data-item) is asked first, then the page.
// Nothing here is needed: each key stands for a link, a button or a field that is on the page.
"use strict";
(() => {
  document.documentElement.classList.add("has-script");
  const on = () => document.body.dataset.keys === "on";
  let leaving = false;
  addEventListener("pageshow", () => { leaving = false; });
  // The second press of a double one comes to the next page, before eyes do.
  setTimeout(() => document.documentElement.classList.add("is-seen"), 300);
  const isSeen = (form) => document.documentElement.classList.contains("is-seen") || Boolean(form.closest(".messages"));

  const isTyping = (element) =>
    element.closest("textarea, select, [contenteditable]") ||
    (element.tagName === "INPUT" && !/^(checkbox|radio|button|submit|reset)$/.test(element.type));
  const isShown = (element) => element.getClientRects().length > 0 && !element.disabled;

  // ---- The chosen item of a list ---------------------------------------------------------------
  const items = () => [...document.querySelectorAll("[data-item]")];
  const chosen = () => document.querySelector("[data-item].is-chosen");
  const handle = (item) => item.querySelector("[data-open]") || item;

  const choose = (item, focus = true) => {
    chosen()?.classList.remove("is-chosen");
    item.classList.add("is-chosen");
    if (focus) handle(item).focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const all = items();
    if (!all.length) return false;
    const at = all.indexOf(chosen());
    choose(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
    return true;
  };
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-item]");
    if (item && item !== chosen()) {
      chosen()?.classList.remove("is-chosen");
      item.classList.add("is-chosen");
    }
  });

  // ---- Keys ------------------------------------------------------------------------------------
  const find = (key) => {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const within = chosen()?.querySelectorAll(selector) ?? [];
    return [...within, ...document.querySelectorAll(selector)]
      .find((element) => isShown(element) && (!element.closest("[data-item]") || element.closest("[data-item]") === chosen()));
  };
  const use = (element) => {
    if (element.matches("summary")) {
      const details = element.parentElement;
      details.open = true;
      (details.querySelector("input:not([type=hidden]), select, textarea, button, a") || element).focus();
    } else if (element.matches("textarea, select") || (element.matches("input") && isTyping(element))) {
      element.focus();
      element.select?.();
    } else {
      // A box is only switched: with the focus on it Enter would send its form.
      if (!element.matches("input")) element.focus({ preventScroll: true });
      element.click();
    }
  };
  // Some keys lead from a list into a part of the item's own screen (data-anchor-e="korrigieren").
  const deeper = (key) => {
    const anchor = chosen()?.parentElement.getAttribute(`data-anchor-${/^[a-z]$/.test(key) ? key : "-"}`);
    const link = anchor && chosen().querySelector("[data-open]");
    return link ? `${link.href}#${anchor}` : null;
  };
  const help = document.getElementById("tasten");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (on() && event.key === "Escape" && isTyping(target) && !target.closest("dialog")) {
      target.blur();
      return;
    }
    if (isTyping(target) || target.closest("dialog")) return;
    if (event.key === "Enter" && target.matches("[data-tick], [data-tick-all]")) event.preventDefault();
    if (!on()) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.shiftKey && key !== "?" && key !== "/") return;
    if (key === "?" && help) {
      event.preventDefault();
      help.showModal();
      return;
    }
    // A held key, or one more while the page is being left, must not decide what nobody has seen.
    if (leaving || (event.repeat && key !== "j" && key !== "k")) return;
    if ((key === "j" || key === "k") && items().length) {
      event.preventDefault();
      step(key === "j" ? 1 : -1);
      return;
    }
    if (!/^[a-z/?]$/.test(key)) return;
    const element = find(key);
    const address = element ? null : deeper(key) ?? (key === "u" ? document.body.dataset.latest : null);
    if (!element && !address) return;
    event.preventDefault();
    if (element) use(element);
    else location.assign(address);
  });

  document.addEventListener("submit", (event) => {
    if (event.target.method === "dialog" || event.defaultPrevented) return;
    if (leaving || (event.target.method === "post" && !isSeen(event.target))) {
      event.preventDefault();
      return;
    }
    leaving = true;
    setTimeout(() => { leaving = false; }, 5000); // where no answer comes
  });

  // ---- Messages are put in once more, for a live region speaks of what comes in later -----------
  const region = document.querySelector("[data-announce]");
  if (region && region.children.length) {
    const text = [...region.querySelectorAll("p, li")].map((part) => part.textContent.trim()).join(" ");
    const said = document.createElement("p");
    said.className = "unseen";
    said.setAttribute("role", "status");
    document.body.append(said);
    setTimeout(() => { said.textContent = text; }, 150);
    setTimeout(() => said.remove(), 8000);
  }

  // ---- The list begins where it was left ---------------------------------------------------------
  if (/^#zeile-\d+$/.test(location.hash)) {
    const there = document.getElementById(location.hash.slice(1)) || items().at(-1);
    if (there) choose(there);
  }

  // ---- Menus close by Escape and by going elsewhere ----------------------------------------------
  for (const menu of document.querySelectorAll("details.menu")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
  }

  // ---- Bulk approval: how many are ticked ---------------------------------------------------------
  const ticks = () => [...document.querySelectorAll("[data-tick]")];
  const tally = () => {
    const count = ticks().filter((tick) => tick.checked).length;
    for (const place of document.querySelectorAll("[data-ticked]")) place.textContent = place.dataset[count === 1 ? "one" : "many"].replace("#", count);
    for (const button of document.querySelectorAll("[data-bulk]")) button.disabled = count === 0;
    for (const all of document.querySelectorAll("[data-tick-all]")) {
      all.checked = count > 0 && count === ticks().length;
      all.indeterminate = count > 0 && count < ticks().length;
    }
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) {
      for (const tick of ticks()) tick.checked = event.target.checked;
    }
    if (event.target.matches("[data-tick-all], [data-tick]")) tally();
  });
  if (ticks().length) { tally(); addEventListener("pageshow", tally); }
})();
