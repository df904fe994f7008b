// The words the page brings along for its scripts, so that they are translated with it.
const template = document.getElementById("words");

/** A phrase by name, with its {values} filled in. */
export function word(name, values = {}) {
  const found = template?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? name;
  return found.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** The time of day as on a wall clock: 12:03. */
export function clock(moment = new Date()) {
  return `${String(moment.getHours()).padStart(2, "0")}:${String(moment.getMinutes()).padStart(2, "0")}`;
}

/** Tell people who listen to the page; said once, politely. */
export function announce(text) {
  const region = document.getElementById("announce");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50);
}
