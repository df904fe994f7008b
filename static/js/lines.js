// Lines as in an editor: Enter, Backspace, Alt+arrows, Ctrl+Z, pasting several lines, and the buttons beside them.
import { changed, keyOf, saveLine } from "./autosave.js";
import { drop } from "./drafts.js";
import { enqueue, tellRefusal } from "./exchange.js";
import { fieldOf, isDirty, setSaved } from "./fields.js";
import { moveTo } from "./pieces.js";
import { announce, word } from "./words.js";

const composer = document.getElementById("composer");
const BREAK = /[\r\n\u2028\u2029]+/;
const BULLET = /^\s*(?:[•◦▪‣●*–—-]|\d{1,2}[.)])\s+/;

/** Put the cursor into a line, at the end or at `place`. */
export function focusLine(line, place) {
  const field = fieldOf(line);
  if (!field) return;
  field.focus();
  const at = place ?? field.value.length;
  field.setSelectionRange(at, at);
}

/** A new, empty line of a section, after `before` or at the end; nothing is sent until it has words. */
export function newLine(section, before = null, { text = "", focus = true, first = false, token } = {}) {
  const list = document.getElementById(`lines-${section}`);
  const line = document.getElementById("new-line").content.firstElementChild.cloneNode(true);
  line.dataset.token = token ?? crypto.randomUUID?.() ?? String(Math.random()).slice(2) + Date.now();
  list.insertBefore(line, first ? list.firstElementChild : before ? before.nextElementSibling : null);
  const field = fieldOf(line);
  setSaved(field, "");
  if (text) {
    field.value = text;
    changed(field);
  }
  if (focus) focusLine(line, 0);
  return line;
}

function removeLine(line) {
  const neighbour = line.previousElementSibling ?? line.nextElementSibling;
  line.dataset.leaving = "yes";
  drop(keyOf(line));
  const section = line.closest("[data-section]");
  if (line.dataset.line) sendRemoval(line);
  else line.remove();
  if (neighbour?.matches(".line")) focusLine(neighbour);
  else section.querySelector("[data-add]")?.focus();
}

function sendRemoval(line) {
  line.hidden = true;
  enqueue({
    prepare: () => ({ url: line.querySelector(".tool-remove").formAction, body: new FormData() }),
    refused(_status, fragment) {
      line.hidden = false;
      delete line.dataset.leaving;
      tellRefusal(fragment);
    },
  });
}

function moveLine(line, step) {
  const list = line.parentNode;
  const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return;
  moveTo(line, list, step < 0 ? other : other.nextElementSibling);
  sayPlace(line);
  if (!line.dataset.line) return;
  enqueue({
    prepare() {
      const body = new FormData();
      body.set("step", step);
      return { url: line.querySelector('.tool[name="step"]').formAction, body };
    },
  });
}

/** Say where a moved line stands now. */
export function sayPlace(line) {
  const lines = [...line.parentNode.children].filter((each) => !each.hidden);
  const section = line.closest("[data-section]").querySelector("h2").textContent;
  announce(word("moved", { place: lines.indexOf(line) + 1, all: lines.length, section }));
}

/** Take back the last change. */
export function undo() {
  const url = composer.querySelector('form[data-op="undo"]')?.action;
  if (!url) return;
  enqueue({
    prepare: () => ({ url, body: new FormData() }),
    done([id]) {
      const line = document.getElementById(id);
      if (line) focusLine(line);
    },
  });
}

// --- Keys ------------------------------------------------------------------------------------

function splitLine(line, field) {
  const [start, end] = [field.selectionStart, field.selectionEnd];
  const section = line.closest("[data-section]").dataset.section;
  if (start === 0 && field.value) {
    newLine(section, line.previousElementSibling, { first: !line.previousElementSibling });
    return;
  }
  const tail = field.value.slice(end).trimStart();
  if (tail || start !== end) {
    field.value = field.value.slice(0, start).trimEnd();
    changed(field);
  }
  saveLine(line);
  newLine(section, line, { text: tail });
}

const KEYS = {
  Enter(event, line, field) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (field.value.trim()) splitLine(line, field);
    return true;
  },
  Backspace(event, line, field) {
    if (field.value !== "" || event.repeat) return false;
    removeLine(line);
    return true;
  },
  ArrowUp(event, line, field) {
    if (event.altKey) return moveLine(line, -1) ?? true;
    if (field.selectionEnd !== 0 || !line.previousElementSibling || event.shiftKey) return false;
    focusLine(line.previousElementSibling);
    return true;
  },
  ArrowDown(event, line, field) {
    if (event.altKey) return moveLine(line, 1) ?? true;
    if (field.selectionStart !== field.value.length || !line.nextElementSibling || event.shiftKey) return false;
    focusLine(line.nextElementSibling, 0);
    return true;
  },
};

composer?.addEventListener("keydown", (event) => {
  const field = event.target.closest("textarea.line-field");
  if (field && KEYS[event.key]?.(event, field.closest(".line"), field)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const field = event.target.closest?.("textarea, input, select");
  // Words not saved yet are the browser's to take back; so are those of other fields.
  if (field && (!field.matches(".line-field") || isDirty(field))) return;
  event.preventDefault();
  undo();
});

composer?.addEventListener("paste", (event) => {
  const field = event.target.closest("textarea.line-field");
  const parts = (event.clipboardData?.getData("text/plain") ?? "").split(BREAK).filter((part) => part.trim());
  if (!field || parts.length < 2) return;
  event.preventDefault();
  const [first, ...rest] = parts.map((part) => part.replace(BULLET, "").trim());
  field.setRangeText(first, field.selectionStart, field.selectionEnd, "end");
  changed(field);
  let line = field.closest(".line");
  saveLine(line);
  const section = line.closest("[data-section]").dataset.section;
  for (const text of rest) {
    line = newLine(section, line, { text, focus: false });
    saveLine(line);
  }
  focusLine(line);
});

composer?.addEventListener("focusout", (event) => {
  const field = event.target.closest("textarea.line-field");
  if (!field || field.value.trim() || !document.hasFocus()) return;
  const line = field.closest(".line");
  // An emptied line goes when it is left; the toast brings it back.
  if (line.dataset.leaving || !line.isConnected) return;
  line.dataset.leaving = "yes";
  drop(keyOf(line));
  if (line.dataset.line) sendRemoval(line);
  else setTimeout(() => line.remove());
});

// --- Buttons ---------------------------------------------------------------------------------

composer?.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  if (add) newLine(add.dataset.add);
  const below = event.target.closest("[data-add-below]");
  if (below) {
    const line = below.closest(".line");
    newLine(line.closest("[data-section]").dataset.section, line);
  }
});

composer?.addEventListener("submit", (event) => {
  if (event.target.dataset.op !== "line") return;
  event.preventDefault();
  const line = event.target.closest(".line");
  const button = event.submitter;
  if (button?.matches(".tool-remove")) removeLine(line);
  else if (button?.name === "step") moveLine(line, Number(button.value));
  else if (button?.name === "to") moveToSection(line, button);
  else saveLine(line);
});

function moveToSection(line, button) {
  const body = new FormData();
  body.set("to", button.value);
  const url = button.formAction;
  enqueue({
    prepare: () => ({ url, body }),
    done() {
      focusLine(line);
      sayPlace(line);
    },
  });
}
