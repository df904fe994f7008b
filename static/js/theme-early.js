// Runs before the first paint, so that a dark page never flashes white.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("cxroles.theme");
  } catch {
    // Storage may be switched off; the system's preference still counts.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  document.documentElement.dataset.bsTheme = theme || (dark.matches ? "dark" : "light");
  document.documentElement.classList.add("js");
})();
