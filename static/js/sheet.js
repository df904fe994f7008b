// On a narrow screen the score is a sheet from below; its bar opens and closes it.
const composer = document.getElementById("composer");
const narrow = matchMedia("(max-width: 47.99rem)");

function toggle(open) {
  composer.classList.toggle("sheet-open", open);
  composer.querySelector("[data-sheet-toggle]")?.setAttribute("aria-expanded", String(open));
}

composer?.addEventListener("click", (event) => {
  if (!narrow.matches || !event.target.closest("[data-sheet-toggle]")) return;
  event.preventDefault();
  toggle(!composer.classList.contains("sheet-open"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !composer?.classList.contains("sheet-open")) return;
  toggle(false);
  composer.querySelector("[data-sheet-toggle]").focus();
});
