// Sends edits one after the other, in the order they were made, until the server has each of them.
import { applyPieces } from "./pieces.js";
import { saving } from "./saving.js";
import { toast } from "./toasts.js";
import { word } from "./words.js";

const queue = [];
const WAITS = [1000, 2000, 4000, 8000, 15000];
let running = false;
let failures = 0;
let wake = null;

/**
 * Add an edit. `prepare()` gives {url, body} at the time of sending, or null when there is nothing to send any more;
 * `before(fragment)` sees the answer before its pieces are placed; `done(lines)` gets the ids of the lines it placed,
 * `refused(status, fragment)` what was not placed. Of two waiting edits with one `key` one is sent.
 */
export function enqueue(job) {
  if (job.key && queue.slice(running ? 1 : 0).some((waiting) => waiting.key === job.key)) return;
  queue.push(job);
  run();
}

/** Whether edits are still under way. */
export function isBusy() {
  return queue.length > 0;
}

async function run() {
  if (running) return;
  running = true;
  while (queue.length) {
    if (await attempt(queue[0])) queue.shift();
    else await pause();
  }
  running = false;
  saving.settled();
}

async function attempt(job) {
  const request = job.prepare();
  if (!request) return true;
  if (!failures) saving.busy();
  const answer = await post(request);
  if (!answer) return false;
  failures = 0;
  const lines = [...answer.fragment.querySelectorAll("li.line")].map((line) => line.id);
  job.before?.(answer.fragment);
  applyPieces(answer.fragment);
  if (answer.status < 400) job.done?.(lines);
  else if (job.refused) job.refused(answer.status, answer.fragment);
  else tellRefusal(answer.fragment);
  return true;
}

async function post({ url, body }) {
  body.delete("csrfmiddlewaretoken");
  body.set("framework", document.getElementById("composer").dataset.framework);
  try {
    const response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { "HX-Request": "true", "X-CSRFToken": csrfToken() },
      redirect: "manual",
    });
    // A redirect leads to the sign-in page: the words stay here until she is back.
    if (response.type === "opaqueredirect") return fail("signedout");
    if (response.status >= 500 || response.status === 429) return fail("retrying");
    const template = document.createElement("template");
    // A page instead of pieces (403, 404) is not put into this one.
    template.innerHTML = response.headers.has("X-Serial") ? await response.text() : "";
    return { status: response.status, fragment: template.content };
  } catch {
    return fail("retrying");
  }
}

/** Say why the server refused an edit, unless a note at a line says it already. */
export function tellRefusal(fragment) {
  const said = fragment.querySelector(".line-error");
  if (said) toast(said.textContent.trim(), "error");
  else if (!document.querySelector(".line-note .conflict")) toast(word("closed"), "error");
}

function fail(kind) {
  failures += 1;
  saving.failing(kind);
  return null;
}

function pause() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WAITS[Math.min(failures, WAITS.length) - 1] ?? 1000);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

function csrfToken() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? decodeURIComponent(cookie[1]) : document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

for (const event of ["online", "focus"]) addEventListener(event, () => wake?.());
