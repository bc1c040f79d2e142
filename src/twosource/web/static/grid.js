// The matrix by arrow keys, for who switches it on: the grid pattern of WAI-ARIA, one stop for Tab, off by default.
"use strict";
(() => {
  const ON = "twosource-grid-on";
  const table = document.querySelector("table.matrix");
  const button = document.getElementById("switch-grid");
  if (!table || !button) return;

  const rows = [...table.querySelectorAll("tbody tr.item")].map((row) => [...row.cells]);
  const target = (cell) => cell.querySelector("a") || cell;
  let here = [0, 0];

  function isOn() { try { return localStorage.getItem(ON) === "yes"; } catch { return false; } }

  function lay(on) {
    if (on) table.setAttribute("role", "grid"); else table.removeAttribute("role");
    rows.flat().map(target).forEach((e) => {
      if (on) e.tabIndex = -1; else e.removeAttribute("tabindex");
    });
    if (on && rows.length) target(rows[here[0]][here[1]]).tabIndex = 0;
    button.setAttribute("aria-pressed", String(on));
  }

  function move(row, column) {
    target(rows[here[0]][here[1]]).tabIndex = -1;
    const at = Math.max(0, Math.min(rows.length - 1, row));
    here = [at, Math.max(0, Math.min(rows[at].length - 1, column))];
    const next = target(rows[here[0]][here[1]]);
    next.tabIndex = 0;
    next.focus();
  }

  table.addEventListener("focusin", (event) => {
    const row = rows.findIndex((cells) => cells.some((c) => c.contains(event.target)));
    if (row >= 0 && table.getAttribute("role") === "grid") {
      target(rows[here[0]][here[1]]).tabIndex = -1;
      here = [row, rows[row].findIndex((c) => c.contains(event.target))];
      event.target.tabIndex = 0;
    }
  });

  table.addEventListener("keydown", (event) => {
    if (table.getAttribute("role") !== "grid" || event.altKey || event.metaKey) return;
    if (!event.target.closest("tr.item")) return;
    const [row, column] = here, far = event.ctrlKey;
    const to = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1],
      Home: [far ? 0 : row, 0], End: [far ? rows.length - 1 : row, Infinity],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    move(...to);
  });

  button.hidden = false;
  lay(isOn());
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    try { localStorage.setItem(ON, on ? "yes" : "no"); } catch { /* a browser that keeps nothing */ }
    lay(on);
  });
})();
