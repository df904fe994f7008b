// Marks the section on screen in the list of sections.
const seen = new Map();

function mark() {
  const first = [...document.querySelectorAll(".doc-section")].find((section) => seen.get(section.id));
  for (const link of document.querySelectorAll("[data-section-link]")) {
    const here = first && `section-${link.dataset.sectionLink}` === first.id;
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) seen.set(entry.target.id, entry.isIntersecting);
    mark();
  },
  { rootMargin: "-20% 0px -55% 0px" },
);
for (const section of document.querySelectorAll(".doc-section")) observer.observe(section);
new MutationObserver(mark).observe(document.querySelector(".columns"), { childList: true });
