// Words that are not on the server yet, kept in this browser until they are.
const PREFIX = `cxroles.draft.${document.getElementById("composer")?.dataset.description}.`;

/** Keep words under a line's number or a new line's token. */
export function keep(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    // Storage full or switched off: the page still sends what it has.
  }
}

/** Forget words that are saved. */
export function drop(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}

/** All words kept of this description: [key, {text, at, ...}], oldest first. */
export function kept() {
  const found = [];
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX)) found.push([name.slice(PREFIX.length), JSON.parse(localStorage.getItem(name))]);
    }
  } catch {
    return [];
  }
  return found.sort((one, other) => one[1].at - other[1].at);
}
