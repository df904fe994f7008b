// After a reload or a crash: words that never reached the server are put back or offered again.
import { changed, saveLine } from "./autosave.js";
import { drop, kept } from "./drafts.js";
import { fieldOf } from "./fields.js";
import { newLine } from "./lines.js";
import { clock, word } from "./words.js";

function putBack(line, text) {
  const field = fieldOf(line);
  field.value = text;
  changed(field);
  saveLine(line);
}

function offer(line, key, draft) {
  const note = document.createElement("div");
  note.className = "notice notice-warning kept";
  note.setAttribute("role", "alert");
  const said = document.createElement("p");
  said.textContent = word("kept", { time: clock(new Date(draft.at)) });
  const words = document.createElement("p");
  words.className = "kept-words";
  words.dir = "auto";
  words.textContent = draft.text;
  note.append(said, words);
  const close = () => {
    drop(key);
    note.remove();
  };
  if (line) note.append(button("putback", "btn-primary", () => (close(), putBack(line, draft.text))));
  else said.textContent += ` ${word("orphan")}`;
  note.append(button("discard", "btn-quiet", close));
  if (line) line.querySelector(".line-note").replaceChildren(note);
  else document.getElementById("document").prepend(note);
}

function button(name, look, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-sm ${look}`;
  made.textContent = word(name);
  made.addEventListener("click", act);
  return made;
}

/** Look at every kept draft once; new lines and untouched versions go on where they stopped. */
export function restoreKept() {
  for (const [key, draft] of kept()) {
    if (!/^\d+$/.test(key)) {
      const before = document.getElementById(`line-${draft.after}`);
      if (!document.getElementById(`lines-${draft.section}`) || !draft.text.trim()) drop(key);
      else saveLine(newLine(draft.section, before, { text: draft.text, focus: false, token: key }));
      continue;
    }
    const line = document.getElementById(`line-${key}`);
    if (line && fieldOf(line).value === draft.text) drop(key);
    else if (line && line.dataset.version === draft.version && draft.text.trim()) putBack(line, draft.text);
    else if (draft.text.trim()) offer(line, key, draft);
    else drop(key);
  }
}
