// Reordering by mouse: a line is taken by its handle and put between others, also of another section.
import { enqueue } from "./exchange.js";
import { lineBefore } from "./autosave.js";
import { sayPlace } from "./lines.js";
import { moveTo } from "./pieces.js";

const composer = document.getElementById("composer");
let dragged = null;
let origin = null;

composer?.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.(".line-handle")) return;
  dragged = event.target.closest(".line");
  origin = { list: dragged.parentNode, next: dragged.nextElementSibling };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/x-line", dragged.dataset.line);
  event.dataTransfer.setDragImage(dragged, 12, 12);
  dragged.classList.add("line-dragged");
});

composer?.addEventListener("dragover", (event) => {
  const section = event.target.closest("[data-section]");
  if (!dragged || !section) return;
  event.preventDefault();
  const over = event.target.closest(".line");
  const list = section.querySelector(".lines");
  if (!over) {
    if (!list.contains(dragged)) moveTo(dragged, list, null);
    return;
  }
  if (over === dragged) return;
  const box = over.getBoundingClientRect();
  moveTo(dragged, list, event.clientY < box.top + box.height / 2 ? over : over.nextElementSibling);
});

composer?.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  origin = null;
  send(dragged);
});

composer?.addEventListener("dragend", () => {
  dragged?.classList.remove("line-dragged");
  // Let go outside the document: back to where it was.
  if (dragged && origin) moveTo(dragged, origin.list, origin.next);
  dragged = origin = null;
});

function send(line) {
  const body = new FormData();
  body.set("to", line.closest("[data-section]").dataset.section);
  body.set("after", lineBefore(line));
  sayPlace(line);
  enqueue({ prepare: () => ({ url: line.querySelector('.tool[name="step"]').formAction, body }) });
}
