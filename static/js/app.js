// What every page does.
import "./theme.js";
import "./menus.js";
import "./toasts.js";
