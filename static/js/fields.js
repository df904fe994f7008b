// A line's field over its mirror: the mirror gives the height and carries the marks, letter on letter.

/** The text field of a line. */
export function fieldOf(line) {
  return line?.querySelector("textarea.line-field");
}

/** Whether the field holds words that the server does not have. */
export function isDirty(field) {
  return field.value !== savedText(field);
}

/** The words the server has, as far as this page knows. */
export function savedText(field) {
  return field.dataset.saved ?? field.defaultValue;
}

/** Remember what the server has now. */
export function setSaved(field, text) {
  field.dataset.saved = text;
}

/** Bring the mirror in step with the field after it was set by the program. */
export function fit(field) {
  if (!field) return;
  if (!field.closest(".line-new")) setSaved(field, field.value);
}

/** After typing: keep the marks before and behind the words that changed, drop those in between. */
export function followTyping(field) {
  const mirror = field.previousElementSibling;
  const before = mirror.textContent.replace(/\u200b$/, "");
  const after = field.value;
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const pieces = [];
  let place = 0;
  for (const node of mirror.childNodes) {
    const end = place + node.textContent.length;
    if (node.nodeType === 1) {
      if (end <= head) pieces.push([place, end, node]);
      else if (place >= before.length - tail) {
        const shift = after.length - before.length;
        pieces.push([place + shift, end + shift, node]);
      }
    }
    place = end;
  }
  redraw(mirror, after, pieces);
}

function redraw(mirror, text, pieces) {
  const nodes = [];
  let place = 0;
  for (const [start, end, node] of pieces) {
    nodes.push(text.slice(place, start));
    const mark = node.cloneNode();
    mark.textContent = text.slice(start, end);
    nodes.push(mark);
    place = end;
  }
  // The last sign keeps the height of a line break at the end.
  mirror.replaceChildren(...nodes, text.slice(place), "\u200b");
}
