// Evidence both ways: which framework's chips and marks are shown, and which words count for what is pointed at.
const composer = document.getElementById("composer");

/** Show the chips, marks and bars of one framework; without a code, of the one shown now. */
export function showFramework(code = composer.dataset.framework) {
  composer.dataset.framework = code;
  for (const chip of composer.querySelectorAll(".chip[data-framework]")) chip.hidden = chip.dataset.framework !== code;
  for (const profile of composer.querySelectorAll("[data-profile]")) profile.hidden = profile.dataset.profile !== code;
  for (const tab of composer.querySelectorAll("[data-framework-tab]")) {
    if (tab.dataset.frameworkTab === code) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  for (const mark of composer.querySelectorAll(".ev")) paint(mark, code);
}

function paint(mark, code) {
  const shown = mark.dataset.marks.split(" ").find((entry) => entry.startsWith(`${code}.`));
  mark.className = shown ? `ev ev-on hue-${shown.split(":")[1]}` : "ev";
}

function point(key) {
  composer.classList.toggle("is-pointing", Boolean(key));
  for (const mark of composer.querySelectorAll(".ev")) {
    const counts = Boolean(key) && mark.dataset.marks.split(" ").some((entry) => entry.split(":")[0] === key);
    mark.classList.toggle("ev-lit", counts);
  }
  for (const chip of composer.querySelectorAll(".chip[data-key]")) {
    chip.classList.toggle("chip-lit", Boolean(key) && chip.dataset.key === key);
  }
}

function keyOf(target) {
  const owner = target.closest?.("[data-competency], .chip[data-key]");
  return owner ? owner.dataset.competency ?? owner.dataset.key : "";
}

let pointed = "";
for (const kind of ["mouseover", "focusin"]) {
  composer?.addEventListener(kind, (event) => {
    const key = keyOf(event.target);
    if (key !== pointed) point((pointed = key));
  });
}
composer?.addEventListener("mouseleave", () => point((pointed = "")));

composer?.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-framework-tab]");
  if (!tab) return;
  event.preventDefault();
  showFramework(tab.dataset.frameworkTab);
  tab.closest("details.menu")?.removeAttribute("open");
  const address = new URL(location.href);
  address.searchParams.set("framework", tab.dataset.frameworkTab);
  history.replaceState(null, "", address);
});
