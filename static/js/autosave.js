// Typing saves itself: shortly after a pause, on leaving the line, and again until the server has it.
import { drop, keep } from "./drafts.js";
import { enqueue } from "./exchange.js";
import { fieldOf, followTyping, isDirty, setSaved } from "./fields.js";
import { adoptLine } from "./pieces.js";
import { saving } from "./saving.js";
import { toast } from "./toasts.js";
import { word } from "./words.js";

const PAUSE = 700; // milliseconds without a key
const timers = new WeakMap();

/** What a line's kept words are filed under. */
export function keyOf(line) {
  return line.dataset.line ?? line.dataset.token;
}

/** Note that a field changed: mirror, local copy, and saving after a pause. */
export function changed(field) {
  const line = field.closest(".line");
  followTyping(field);
  if (!isDirty(field)) return;
  keepWords(line, field);
  // She is looking at two versions; nothing is sent until she chose one.
  if (line.querySelector(".conflict")) return;
  saving.busy();
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => saveLine(line), PAUSE));
}

function keepWords(line, field) {
  const list = line.closest("[data-section]");
  keep(keyOf(line), { text: field.value, version: line.dataset.version, section: list.dataset.section, after: lineBefore(line) });
}

/** Number of the nearest saved line before this one, 0 when there is none. */
export function lineBefore(line) {
  let before = line.previousElementSibling;
  while (before && !before.dataset.line) before = before.previousElementSibling;
  return before?.dataset.line ?? "0";
}

/** Send a line's words as they are when their turn comes. */
export function saveLine(line) {
  const field = fieldOf(line);
  clearTimeout(timers.get(field));
  let sent = "";
  enqueue({
    key: `save-${keyOf(line)}`,
    prepare() {
      if (!line.isConnected || line.dataset.leaving || line.querySelector(".conflict")) return null;
      if (!field.value.trim() || !isDirty(field)) return null;
      sent = field.value;
      return line.dataset.line ? editRequest(line, sent) : addRequest(line, sent);
    },
    before(fragment) {
      const fresh = fragment.querySelector("li.line");
      if (line.dataset.line || !fresh) return;
      drop(keyOf(line));
      adoptLine(line, fresh);
    },
    done: (lines) => confirm(line, field, sent, lines.length > 1),
    refused(status, fragment) {
      if (status !== 409) showRefusal(line, fragment);
    },
  });
}

function editRequest(line, text) {
  const body = new FormData();
  body.set("text", text);
  body.set("version", line.dataset.version);
  // Should the answer get lost, the server knows by this that the newer version is ours.
  body.set("sent", line.dataset.sent ?? "");
  line.dataset.sent = text;
  return { url: line.querySelector(".line-form").action, body };
}

function addRequest(line, text) {
  const body = new FormData();
  body.set("text", text);
  body.set("section", line.closest("[data-section]").dataset.section);
  body.set("after", lineBefore(line));
  body.set("token", line.dataset.token);
  return { url: line.querySelector(".line-form").action, body };
}

function confirm(line, field, sent, many) {
  setSaved(field, many ? field.value : sent);
  const note = line.querySelector(".line-note");
  if (note?.querySelector("[data-refused], .line-error")) note.replaceChildren();
  if (field.value === sent || many) drop(keyOf(line));
  else saveLine(line);
}

function showRefusal(line, fragment) {
  const note = fragment.querySelector(".line-note");
  if (note) line.querySelector(".line-note").replaceChildren(...note.childNodes);
  else if (!line.querySelector(".line-error")) toast(word("closed"), "error");
}

// --- When ------------------------------------------------------------------------------------

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea.line-field")) changed(event.target);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches("textarea.line-field") && isDirty(event.target)) saveLine(event.target.closest(".line"));
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const field of document.querySelectorAll("textarea.line-field")) {
    if (isDirty(field)) saveLine(field.closest(".line"));
  }
});
