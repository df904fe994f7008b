// Toasts: shown for a while, longer with an action in them, never while pointed at or focused.
const region = document.getElementById("toasts");

function watch(toast) {
  const wait = toast.querySelector("form") ? 12000 : toast.classList.contains("toast-error") ? 0 : 6000;
  toast.querySelector("[data-dismiss]")?.addEventListener("click", () => toast.remove());
  if (!wait) return;
  const close = () => (toast.matches(":hover, :focus-within") ? setTimeout(close, 2000) : toast.remove());
  setTimeout(close, wait);
}

/** Show a line of text at the foot of the page; `kind` "error" stays until dismissed. */
export function toast(text, kind = "info") {
  const made = document.getElementById("toast-template").content.firstElementChild.cloneNode(true);
  made.classList.add(`toast-${kind}`);
  made.querySelector("p").textContent = text;
  region.append(made);
  return made;
}

for (const shown of region.children) watch(shown);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const added of change.addedNodes) if (added.nodeType === 1) watch(added);
  }
  // One at a time is enough: the newest says what just happened.
  while (region.childElementCount > 3) region.firstElementChild.remove();
}).observe(region, { childList: true });
