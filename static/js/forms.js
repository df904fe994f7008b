// The other forms of the composer: facts, emphasis, tags, inserting lines, undo. Each works as a plain form too.
import { enqueue, isBusy, tellRefusal } from "./exchange.js";
import { focusLine, undo } from "./lines.js";
import { fieldOf, setSaved, followTyping } from "./fields.js";
import { drop } from "./drafts.js";

const composer = document.getElementById("composer");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("op" in form.dataset) || form.dataset.op === "line" || !composer) return;
  event.preventDefault();
  if (form.dataset.op === "undo" || form.closest(".toast-line")) {
    form.closest(".toast-line")?.remove();
    return undo();
  }
  const body = new FormData(form, event.submitter);
  if (form.dataset.op === "keep") prepareKeeping(form);
  enqueue({
    prepare: () => ({ url: form.action, body }),
    done: (lines) => afterwards(form, lines),
    refused: (_status, fragment) => showReasons(form, fragment),
  });
});

function afterwards(form, [id]) {
  form.querySelector(".form-note")?.replaceChildren();
  if (["move", "reword"].includes(form.dataset.op) && id) focusLine(document.getElementById(id));
  if (form.dataset.op === "insert" && id) showInserted(form, document.getElementById(id));
  if (form.dataset.op === "keep") endConflict(form.dataset.line, form.querySelector("[name=text]").value);
}

function showInserted(form, line) {
  const entry = form.closest(".library li");
  line.classList.add("line-fresh");
  if (!entry) return focusLine(line);
  entry.classList.add("library-present");
  const next = entry.nextElementSibling?.querySelector("button");
  form.remove();
  next?.focus();
}

function showReasons(form, fragment) {
  const said = fragment.querySelector(".line-error");
  const note = form.querySelector(".form-note");
  if (said && note) note.replaceChildren(said);
  else tellRefusal(fragment);
}

// --- Two people, one line ----------------------------------------------------------------------

function prepareKeeping(form) {
  const field = fieldOf(document.getElementById(`line-${form.dataset.line}`));
  const text = form.querySelector("[name=text]");
  // She may have typed on while looking at both.
  if (field) text.value = field.value;
}

function endConflict(pk, text) {
  const field = fieldOf(document.getElementById(`line-${pk}`));
  if (!field) return;
  setSaved(field, text);
  drop(pk);
}

composer?.addEventListener("click", (event) => {
  const take = event.target.closest("[data-take]");
  if (!take) return;
  event.preventDefault();
  const line = document.getElementById(`line-${take.dataset.take}`);
  const field = fieldOf(line);
  field.value = take.dataset.text;
  line.dataset.version = take.dataset.version;
  line.querySelector("[name=version]").value = take.dataset.version;
  setSaved(field, field.value);
  followTyping(field);
  drop(take.dataset.take);
  line.querySelector(".line-note").replaceChildren();
  focusLine(line);
});

// --- Saving themselves ---------------------------------------------------------------------------

composer?.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form?.reportValidity()) form.requestSubmit();
});

composer?.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-needs]");
  if (form) showShares(form);
});

function showShares(form) {
  const sliders = [...form.querySelectorAll("input[type=range]")];
  const total = sliders.reduce((sum, slider) => sum + Number(slider.value), 0);
  for (const slider of sliders) {
    const share = total ? (100 * slider.value) / total : 100 / sliders.length;
    slider.nextElementSibling.textContent = `${Math.round(share)}%`;
  }
}

composer?.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-library]")) {
    const place = event.target.closest(".library-place");
    place.replaceChildren();
    place.closest("[data-section]").querySelector("[hx-get]").focus();
  }
  const show = event.target.closest("[data-show-line]");
  if (show) {
    event.preventDefault();
    composer.classList.remove("sheet-open");
    focusLine(document.getElementById(`line-${show.dataset.showLine}`));
  }
});

// Submitting for review waits until the last words are saved.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("afterSaving" in form.dataset) || !isBusy()) return;
  event.preventDefault();
  const button = event.submitter;
  const timer = setInterval(() => {
    if (isBusy()) return;
    clearInterval(timer);
    form.requestSubmit(button);
  }, 100);
});
