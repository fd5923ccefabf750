// A button behind each address that can be copied. Without a script there is the field alone.
"use strict";
for (const field of document.querySelectorAll("input[readonly]")) {
  const button = document.createElement("button");
  const told = document.createElement("span");
  button.type = "button";
  button.className = "button";
  button.textContent = "Kopieren";
  button.setAttribute("aria-label", `${field.labels[0].textContent.trim()} kopieren`);
  told.setAttribute("role", "status");
  field.after(button, told);
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Kopiert";
    } catch {
      field.select();
      told.textContent = "Markiert – bitte mit Strg+C kopieren";
    }
  });
}
