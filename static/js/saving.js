// The state line: always true about whether what is on the screen is on the server.
import { announce, clock, word } from "./words.js";

let trouble = null; // what the last refused edit was, until something is edited again

function show(state, text) {
  const line = document.getElementById("save-state");
  if (!line || line.dataset.state === state && line.textContent === text) return;
  const worse = ["retrying", "signedout", "refused", "conflict"].includes(state) && line.dataset.state !== state;
  line.dataset.state = state;
  line.textContent = text;
  if (worse) announce(text);
}

export const saving = {
  busy() {
    show("saving", word("saving"));
  },
  done() {
    if (trouble) show(trouble, word(trouble));
    else show("saved", word("saved", { time: clock() }));
  },
  failing(kind = "retrying") {
    show(kind, word(kind));
  },
  refused(kind) {
    trouble = kind;
    show(kind, word(kind));
  },
  forget() {
    trouble = null;
  },
};
