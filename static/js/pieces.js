// Puts the pieces of an answer in their places. The field under the cursor is never replaced.
import { showFramework } from "./evidence.js";
import { fieldOf, isDirty, fit } from "./fields.js";
import { announce, word } from "./words.js";

/** Apply the top-level elements of a fragment, each by what it says of itself. */
export function applyPieces(fragment) {
  for (const piece of [...fragment.children]) apply(piece);
  showFramework();
}

function apply(piece) {
  if (piece.dataset.gone) document.getElementById(piece.dataset.gone)?.remove();
  else if ("toast" in piece.dataset) document.getElementById("toasts").append(...piece.children);
  else if (piece.matches("li.line")) placeLine(piece);
  else if (piece.id === "panel") replacePanel(piece);
  else if (piece.matches(".line-mirror")) replaceMirror(piece);
  else if ("inner" in piece.dataset) replaceInner(piece);
  else if (piece.id) replaceById(piece);
}

function replaceById(piece) {
  const target = document.getElementById(piece.id);
  if (!target) return;
  if (piece.dataset.version) setVersion(target.closest(".line"), piece.dataset.version);
  const inside = target.contains(document.activeElement) ? pathTo(document.activeElement) : "";
  target.replaceWith(piece);
  if (inside) piece.querySelector(inside)?.focus();
}

function replaceMirror(piece) {
  const target = document.getElementById(piece.id);
  const field = target && fieldOf(target.closest(".line"));
  // Words typed since then are ahead of this answer; the next one brings their marks.
  if (field && field.value.trim() === piece.textContent.trim()) target.replaceWith(piece);
}

function replaceInner(piece) {
  const target = document.getElementById(piece.id);
  if (!target) return;
  const open = [...target.querySelectorAll("details[open]")].map((each) => each.dataset.group);
  const focused = target.contains(document.activeElement) ? document.activeElement.value?.split(":")[0] : null;
  target.replaceChildren(...piece.childNodes);
  for (const each of target.querySelectorAll("details[data-group]")) each.open = open.includes(each.dataset.group);
  if (focused) target.querySelector(`button[value^="${CSS.escape(focused)}:"]`)?.focus();
}

function replacePanel(piece) {
  const old = document.getElementById("panel");
  if (Number(piece.dataset.serial) < Number(old.dataset.serial)) return;
  const wasOpen = [...old.querySelectorAll("details.why")].map((each) => each.open);
  const inside = old.contains(document.activeElement) ? pathTo(document.activeElement) : "";
  if (piece.dataset.score !== old.dataset.score) {
    announce(word("score", { score: piece.dataset.score, band: piece.dataset.band }));
  }
  old.replaceWith(piece);
  piece.querySelectorAll("details.why").forEach((each, place) => (each.open = Boolean(wasOpen[place])));
  if (inside) piece.querySelector(inside)?.focus();
}

/** A selector that finds the same control in the next version of a piece. */
function pathTo(element) {
  for (const name of ["data-framework-tab", "data-competency", "data-section-link", "data-show-line", "href"]) {
    if (element.hasAttribute(name)) return `[${name}="${CSS.escape(element.getAttribute(name))}"]`;
  }
  return element.name ? `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]` : "";
}

// --- Lines ---------------------------------------------------------------------------------

function placeLine(fresh) {
  const existing = document.getElementById(fresh.id);
  if (existing) updateLine(existing, fresh);
  const line = existing ?? fresh;
  const list = document.getElementById(`lines-${fresh.dataset.place}`);
  const before = document.getElementById(`line-${fresh.dataset.after}`);
  moveTo(line, list, before ? before.nextElementSibling : list.firstElementChild);
  if (existing) return;
  fit(fieldOf(line));
  window.htmx?.process(line);
}

/** Move a line in the page without losing the cursor in it. */
export function moveTo(line, list, next) {
  if (line.parentNode === list && (line.nextElementSibling === next || next === line)) return;
  const active = line.contains(document.activeElement) ? document.activeElement : null;
  const [start, end] = active?.tagName === "TEXTAREA" ? [active.selectionStart, active.selectionEnd] : [];
  list.insertBefore(line, next);
  active?.focus({ preventScroll: true });
  if (start !== undefined) active.setSelectionRange(start, end);
}

function updateLine(line, fresh) {
  const field = fieldOf(line);
  const text = fieldOf(fresh).value;
  if (!isDirty(field)) {
    if (field.value !== text) field.value = text;
    line.querySelector(".line-mirror").replaceWith(fresh.querySelector(".line-mirror"));
    fit(field);
  }
  const tools = line.querySelector(".line-tools");
  const inside = tools.contains(document.activeElement) ? pathTo(document.activeElement) : "";
  tools.replaceWith(fresh.querySelector(".line-tools"));
  if (inside) line.querySelector(`.line-tools ${inside}`)?.focus();
  for (const part of [".chips", ".line-note"]) line.querySelector(part)?.replaceWith(fresh.querySelector(part));
  line.dataset.place = fresh.dataset.place;
  line.hidden = false;
  setVersion(line, fresh.dataset.version);
}

/** Turn a new line, saved just now, into the line the server knows; its field stays. */
export function adoptLine(line, fresh) {
  line.id = fresh.id;
  line.classList.remove("line-new");
  Object.assign(line.dataset, { line: fresh.dataset.line, place: fresh.dataset.place });
  const form = line.querySelector(".line-form");
  const freshForm = fresh.querySelector(".line-form");
  form.id = freshForm.id;
  form.action = freshForm.getAttribute("action");
  form.insertAdjacentHTML("afterbegin", '<input type="hidden" name="version">');
  line.querySelector(".line-mirror").id = fresh.querySelector(".line-mirror").id;
  line.querySelector(".line-handle").replaceWith(fresh.querySelector(".line-handle").cloneNode(true));
  line.querySelector(".line-foot").replaceWith(fresh.querySelector(".line-foot").cloneNode(true));
  line.querySelector(".line-note").id = `note-${fresh.dataset.line}`;
  window.htmx?.process(line);
}

function setVersion(line, version) {
  if (!line) return;
  line.dataset.version = version;
  const field = line.querySelector("[name=version]");
  if (field) field.value = version;
}
