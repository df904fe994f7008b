// Menus are <details>: Escape and a click elsewhere close them, and focus goes back to where it came from.
function openMenus() {
  return document.querySelectorAll("details.menu[open]");
}

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const inside = document.activeElement?.closest("details.menu[open]");
  for (const menu of openMenus()) menu.open = false;
  inside?.querySelector("summary")?.focus();
});
