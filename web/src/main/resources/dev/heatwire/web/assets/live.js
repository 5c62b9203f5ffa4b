// Keeps the open page current. The server renders every row; this script decides when to fetch them: at once while
// nobody reads the list, else when the reader asks for it, so that no row moves under the reader's hand.
"use strict";
(() => {
  const main = document.getElementById("main");
  const pause = main.querySelector(".pause");
  const show = main.querySelector(".show");
  const status = main.querySelector(".status");
  const TOUCHED_MILLISECONDS = 4000;
  let shown = null; // the order of the feed that the page shows
  let latest = null;
  let touched = -Infinity;
  let loading = false;

  const entries = () => document.getElementById("entries");
  const version = () => Number(document.getElementById("state").dataset.version);
  const time = (order) => Date.parse(order.updated);

  // How many articles entered, left or changed their heat; where none did, how many have another rank.
  const changes = () => {
    if (!shown) return 1;
    const before = new Map(shown.entries.map((entry, rank) => [entry.id, { heat: entry.heat, rank }]));
    const after = new Map(latest.entries.map((entry, rank) => [entry.id, { heat: entry.heat, rank }]));
    const count = (test) => [...after].filter(([id, now]) => test(before.get(id), now)).length;
    const left = [...before.keys()].filter((id) => !after.has(id)).length;
    return left + count((then, now) => !then || then.heat !== now.heat)
      || count((then, now) => then.rank !== now.rank) || 1;
  };

  const isRead = () => {
    const list = entries();
    return pause.getAttribute("aria-pressed") === "true"
      || list.matches(":hover")
      || list.contains(document.activeElement)
      || list.querySelector("details[open]") !== null
      || list.getBoundingClientRect().top < 0
      || !getSelection().isCollapsed
      || performance.now() - touched < TOUCHED_MILLISECONDS;
  };

  const say = (text) => { status.textContent = text; };

  const announce = () => {
    const count = changes();
    const text = count + (count === 1 ? " change" : " changes");
    show.textContent = text + ": show";
    if (show.hidden) say(text);
    show.hidden = false;
  };

  const replace = (page) => {
    const known = new Set([...entries().querySelectorAll("li[id]")].map((row) => row.id));
    const open = new Set([...entries().querySelectorAll("details[open]")].map((why) => why.closest("li").id));
    for (const id of ["state", "entries"]) {
      document.getElementById(id).replaceWith(document.importNode(page.getElementById(id), true));
    }
    for (const row of entries().querySelectorAll("li[id]")) {
      if (!known.has(row.id)) row.classList.add("arrived");
      if (open.has(row.id)) row.querySelector("details").open = true;
    }
  };

  const load = async () => {
    if (loading) return;
    loading = true;
    try {
      const count = changes();
      const order = latest;
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (response.status === 404) location.reload(); // the feed is gone
      if (!response.ok) throw new Error(response.statusText);
      replace(new DOMParser().parseFromString(await response.text(), "text/html"));
      shown = order;
      show.hidden = true;
      say(count + (count === 1 ? " change" : " changes") + " shown");
      // another change came meanwhile, or another server answered that is a moment behind
      if (time(latest) > version()) setTimeout(update, 500);
    } catch (failure) {
      announce();
    } finally {
      loading = false;
    }
  };

  const update = () => {
    if (!latest) return;
    if (time(latest) <= version()) {
      shown = latest;
    } else if (isRead()) {
      announce();
    } else {
      load();
    }
  };

  // the point-by-point explanation and all covering articles, from the page of the article
  const explain = async (why) => {
    const link = why.querySelector("a[href^='?about=']");
    if (!link || !why.open) return;
    const response = await fetch(link.href);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const sections = [...page.querySelectorAll("main > section")].flatMap((section) => [...section.children]);
    why.querySelector("div").replaceChildren(...sections.map((part) => document.importNode(part, true)));
  };

  const age = (element) => {
    const minutes = Math.floor((Date.now() - Date.parse(element.dateTime)) / 60000);
    if (minutes < 0 || minutes >= 48 * 60) return;
    element.textContent = minutes >= 60 ? Math.floor(minutes / 60) + " h ago"
      : minutes > 0 ? minutes + " min ago" : "just now";
  };

  pause.addEventListener("click", () => {
    const paused = pause.getAttribute("aria-pressed") !== "true";
    pause.setAttribute("aria-pressed", String(paused));
    say(paused ? "Updates are paused" : "Updates go on");
    if (!paused) update();
  });
  show.addEventListener("click", async () => {
    await load();
    // the button is gone: the list is where the reader goes on
    entries().tabIndex = -1;
    entries().focus({ preventScroll: true });
    entries().blur();
    if (entries().getBoundingClientRect().top < 0) main.scrollIntoView();
  });
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, () => { touched = performance.now(); }, { passive: true });
  }
  // toggle does not bubble
  document.addEventListener("toggle", (event) => { explain(event.target).catch(() => {}); }, true);
  setInterval(() => document.querySelectorAll("time").forEach(age), 30000);

  const events = new EventSource(main.dataset.events);
  events.onmessage = (event) => {
    latest = JSON.parse(event.data);
    update();
  };
  main.querySelector(".live").hidden = false;
})();
