// The start page: sliders beside their numbers, shares that add up to 100, and a form that follows the
// chosen template for as long as nobody has touched what it fills in.
const form = document.getElementById("start-form");
const rows = [...document.querySelectorAll("[data-need]")].map((row) => ({
  code: row.dataset.need,
  number: row.querySelector(".need-number"),
  range: row.querySelector(".need-range"),
  bar: row.querySelector(".bar-value"),
  share: row.querySelector(".need-share"),
}));

const weightOf = ({ number }) => Math.min(100, Math.max(0, Math.round(Number(number.value) || 0)));

// As normalise_shares on the server: tenths of a percent, what rounding loses goes to those that lost most.
function sharesOf(weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!total) return weights.map(() => 0);
  const tenths = weights.map((weight) => (weight * 1000) / total);
  const whole = tenths.map(Math.floor);
  const missing = 1000 - whole.reduce((sum, value) => sum + value, 0);
  const byLoss = [...whole.keys()].sort((a, b) => whole[a] - tenths[a] - (whole[b] - tenths[b]));
  for (const index of byLoss.slice(0, missing)) whole[index] += 1;
  return whole.map((value) => value / 10);
}

function showShares() {
  const shares = sharesOf(rows.map(weightOf));
  rows.forEach((row, index) => {
    row.bar.setAttribute("width", String(shares[index]));
    row.share.textContent = `${shares[index]}%`;
  });
}

function presetOf(code) {
  const radio = form.querySelector(`input[name="template"][value="${CSS.escape(code)}"]`);
  return radio ? JSON.parse(radio.dataset.preset) : null;
}

const chosen = () => form.querySelector('input[name="template"]:checked')?.value ?? "";
const stands = (preset) => preset && rows.every((row) => weightOf(row) === (preset.needs[row.code] ?? 0));

function fillNeeds(preset) {
  for (const row of rows) {
    row.number.value = row.range.value = String(preset.needs[row.code] ?? 0);
  }
  showShares();
}

function offerVariants(code) {
  const select = document.getElementById("id_variant");
  if (!select) return;
  let offered = 0;
  for (const option of select.options) {
    const fits = !option.value || option.value.startsWith(`${code}:`);
    option.hidden = option.disabled = !fits;
    if (fits && option.value) offered += 1;
    if (!fits && option.selected) select.value = "";
  }
  document.getElementById("variant-box").hidden = !offered;
}

function follow() {
  const before = presetOf(form.elements.preset.value);
  const preset = presetOf(chosen());
  if (!preset) return;
  const title = form.elements.title;
  if (!title.value || title.value === before?.title) title.value = preset.title;
  if (!before || stands(before)) fillNeeds(preset);
  form.elements.reports_to.placeholder = preset.reports_to.join(", ");
  form.elements.preset.value = chosen();
  offerVariants(chosen());
}

if (form) {
  for (const row of rows) {
    row.range.hidden = false;
    row.range.addEventListener("input", () => {
      row.number.value = row.range.value;
      showShares();
    });
    row.number.addEventListener("input", () => {
      row.range.value = String(weightOf(row));
      showShares();
    });
  }
  form.addEventListener("change", (event) => event.target.name === "template" && follow());
  document.getElementById("reset-needs")?.addEventListener("click", () => {
    const preset = presetOf(chosen());
    if (preset) fillNeeds(preset);
  });
  document.getElementById("errors")?.focus();
  follow();
}
