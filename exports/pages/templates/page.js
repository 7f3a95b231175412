"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    heading.querySelector("button").addEventListener("click", () => {
      const numbersFirst = heading.classList.contains("number") && !heading.hasAttribute("aria-sort");
      const down = numbersFirst || heading.getAttribute("aria-sort") === "ascending";
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = (row) => Number(row.cells[column].dataset.order);
      const rows = [...table.tBodies[0].rows].sort((a, b) => (down ? order(b) - order(a) : order(a) - order(b)));
      table.tBodies[0].append(...rows);
    });
  });
}
