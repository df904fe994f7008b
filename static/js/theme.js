// The theme switch: light or dark, remembered; until it is used the system's preference counts.
const root = document.documentElement;
const button = document.querySelector("[data-theme-switch]");
const dark = matchMedia("(prefers-color-scheme: dark)");

function stored() {
  try {
    return localStorage.getItem("cxroles.theme");
  } catch {
    return null;
  }
}

function show(theme) {
  root.dataset.bsTheme = theme;
  button?.setAttribute("aria-pressed", String(theme === "dark"));
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("cxroles.theme", theme);
    } catch {
      // Not remembered, still switched.
    }
    show(theme);
  });
}
show(root.dataset.bsTheme);
dark.addEventListener("change", () => stored() || show(dark.matches ? "dark" : "light"));
