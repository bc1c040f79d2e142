// Drawer and shortcuts. Every page works without this file: each link of it leads somewhere by itself.
"use strict";
(() => {
  const OFF = "twosource-keys-off";
  const drawer = document.getElementById("evidence");
  const toast = document.getElementById("keys");
  let opener = null, waiting = 0, at = -1;

  const keysOff = () => { try { return localStorage.getItem(OFF) === "yes"; } catch { return false; } };
  const items = () => [...document.querySelectorAll("main .item")].filter((e) => e.offsetParent !== null);

  function close() {
    if (!drawer || drawer.hidden) return false;
    drawer.hidden = true;
    drawer.replaceChildren();
    document.body.classList.remove("drawer-open");
    if (opener && opener.isConnected) opener.focus();
    return true;
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === drawer) opener = event.detail.elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== drawer) return;
    drawer.hidden = false;
    document.body.classList.add("drawer-open");
    drawer.scrollTop = 0;
    drawer.focus();
  });
  // What cannot be loaded into the drawer is gone to as a page, which says what is wrong.
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, (event) => {
      if (event.detail.target === drawer && event.detail.elt.href) location.assign(event.detail.elt.href);
    });
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) close();
  });

  function step(by, only) {
    const list = only ? items().filter((e) => e.matches(only)) : items();
    if (!list.length) return;
    const here = document.activeElement && document.activeElement.closest("main .item");
    const from = here ? list.indexOf(here) : Math.min(at, list.length - 1);
    at = Math.max(0, Math.min(list.length - 1, from + by));
    const item = list[at];
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    item.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  function evidence() {
    if (close()) return;
    const item = document.activeElement && document.activeElement.closest("main .item");
    const link = item && (item.querySelector("[data-drawer]") || item.querySelector("a"));
    if (link) link.click();
  }

  function go(key) {
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) location.assign(link.href);
  }

  const ACTIONS = {
    "/": () => { const q = document.getElementById("q"); q.focus(); q.select(); },
    "j": () => step(1), "k": () => step(-1),
    "n": () => step(1, "tr"), "p": () => step(-1, "tr"),
    "x": evidence,
    "?": () => location.assign("/help"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (close()) event.preventDefault(); return; }
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || keysOff()) return;
    if (event.key === "g") {
      waiting = Date.now();
      toast.textContent = "g: b briefing, m claims, l lineage, c compare, f figures, t timeline";
      setTimeout(() => { if (Date.now() - waiting > 1900) toast.textContent = ""; }, 2000);
      return;
    }
    if (waiting && Date.now() - waiting < 2000) { waiting = 0; toast.textContent = ""; go(event.key); return; }
    const action = ACTIONS[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  const button = document.getElementById("switch-keys");
  if (button) {
    const say = () => { button.textContent = keysOff() ? "Switch shortcuts on" : "Switch shortcuts off"; };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      try { localStorage.setItem(OFF, keysOff() ? "no" : "yes"); } catch { /* a browser that keeps nothing */ }
      say();
    });
  }

})();
