// The state line: always true about whether what is on the screen is on the server.
import { fieldOf, isDirty } from "./fields.js";
import { announce, clock, word } from "./words.js";

const WORSE = ["retrying", "signedout", "refused", "conflict"];

function show(state, text) {
  const line = document.getElementById("save-state");
  if (!line) return;
  if (WORSE.includes(state) && line.dataset.state !== state) announce(text);
  line.dataset.state = state;
  line.textContent = text;
}

/** What the page itself says is not saved: a conflict or a refusal at a line, or nothing. */
function trouble() {
  if (document.querySelector(".line-note .conflict")) return "conflict";
  const open = [...document.querySelectorAll(".line:not([hidden])")].map(fieldOf);
  return open.some((field) => field?.value.trim() && isDirty(field)) ? "refused" : "";
}

export const saving = {
  busy() {
    show("saving", word("saving"));
  },
  failing(kind = "retrying") {
    show(kind, word(kind));
  },
  /** Everything was sent: say what the server has and what it refused. */
  settled() {
    const kind = trouble();
    if (kind) show(kind, word(kind));
    else show("saved", word("saved", { time: clock() }));
  },
};
