"use strict";
(() => {
  const root = document.documentElement;
  const words = JSON.parse(document.body.dataset.words);
  const threads = document.getElementById("threads");
  const wide = matchMedia("(min-width: 1081px)");
  const overview = document.getElementById("overview");
  const articles = [...document.querySelectorAll("article.doc")];
  const byId = (id) => document.getElementById(id);
  let article = null; // the document in sight
  let active = null; // the note chosen
  let hovered = null; // the note or relation under the pointer
  let slip = null; // the slip opened on a figure

  root.classList.add("js");

  const notesOf = (doc) => [...doc.querySelectorAll("aside.remark")];
  const shown = (doc) => notesOf(doc).filter((note) => !note.classList.contains("hidden"));
  const levelOf = (note) => ["error", "warning"].find((name) => note.classList.contains(name)) || "note";
  const anchorOf = (note) => byId(note.dataset.at) || note;

  // Notes stand level with their figures; where they would overlap, the chosen one keeps its place and the rest give way.
  function layout() {
    if (!article) return;
    const sheet = article.querySelector(".sheet");
    if (!sheet) return;
    const notes = shown(article);
    sheet.style.minHeight = "";
    if (!wide.matches) {
      notes.forEach((note) => { note.style.top = ""; });
      return;
    }
    const origin = sheet.getBoundingClientRect().top;
    const places = notes.map((note) => ({
      note,
      want: Math.max(anchorOf(note).getBoundingClientRect().top - origin - 4, 8),
      height: note.offsetHeight + 10,
    }));
    places.sort((a, b) => a.want - b.want);
    const pivot = Math.max(places.findIndex((place) => place.note === active), 0);
    for (let i = pivot; i < places.length; i += 1) {
      const floor = i > pivot ? places[i - 1].top + places[i - 1].height : 0;
      places[i].top = Math.max(places[i].want, floor);
    }
    for (let i = pivot - 1; i >= 0; i -= 1) places[i].top = Math.min(places[i].want, places[i + 1].top - places[i].height);
    // A crowd before the chosen note may be pushed above the paper: then everything moves down again.
    if (places.length && places[0].top < 8) {
      let floor = 8;
      places.forEach((place) => { place.top = Math.max(place.top, floor); floor = place.top + place.height; });
    }
    places.forEach((place) => { place.note.style.top = `${place.top}px`; });
    const last = places[places.length - 1];
    if (last) sheet.style.minHeight = `${last.top + last.height + 24}px`;
    draw();
  }

  // Threads run from the note along the red rule and under the line to each figure concerned; one thread a line of text.
  const touched = []; // what the last drawing highlighted

  function draw() {
    threads.replaceChildren();
    touched.splice(0).forEach((element) => element.classList.remove("lit", "chief", "on"));
    const source = hovered || active || slip;
    if (!source || !article) return;
    const from = (source.element || source).getBoundingClientRect();
    const chief = source.figure || anchorOf(source);
    const ids = source.ids || (source.dataset.to || "").split(" ").filter(Boolean);
    const gutter = gutterOf(article.querySelector(".sheet"));
    const reach = new Map();
    ids.map(byId).forEach((target) => {
      if (!target || target === chief || chief.contains(target)) return;
      target.classList.add("lit");
      touched.push(target);
      const end = endOf(target, 1);
      if (!end) return;
      reach.set(Math.round(end.y), { y: end.y, left: Math.min(end.left, (reach.get(Math.round(end.y)) || end).left) });
      line("circle", { cx: end.right, cy: end.y, r: 2.4 });
    });
    reach.forEach(({ y, left }) => thread(from, gutter, left, y));
    touched.push(...(chief === source ? [] : [chief]));
    if (chief !== source) chief.classList.add(...(source.figure ? ["lit", "chief"] : ["on"]));
    const end = endOf(chief, 3);
    if (!end) return;
    const level = source.figure ? "note" : levelOf(source);
    thread(from, gutter, end.left, end.y, level);
    line("circle", { cx: end.right, cy: end.y, r: 3 }, level);
  }

  function gutterOf(sheet) {
    const style = getComputedStyle(root);
    const length = (name) => parseFloat(style.getPropertyValue(name)) * parseFloat(style.fontSize);
    return sheet.getBoundingClientRect().right - length("--margin") - length("--gap") * 1.05;
  }

  // Where a thread meets its target: the last line of it, held within the box that a wide table scrolls in.
  function endOf(target, below) {
    const box = wide.matches && [...target.getClientRects()].pop();
    if (!box) return null;
    const holder = target.closest(".tablebox");
    const edge = holder ? holder.getBoundingClientRect() : { left: -Infinity, right: Infinity };
    const inside = (x) => Math.min(Math.max(x, edge.left), edge.right);
    return { left: inside(box.left), right: inside(box.right) + 1, y: box.bottom + below };
  }

  function thread(from, gutter, left, y, chief) {
    const start = from.top + 12;
    const bend = Math.min(6, Math.abs(y - start) / 2);
    const turn = y > start ? bend : -bend;
    const way = [
      `M${from.left} ${start}H${gutter + bend}Q${gutter} ${start} ${gutter} ${start + turn}`,
      `V${y - turn}Q${gutter} ${y} ${gutter - bend} ${y}H${Math.min(left, gutter - bend)}`,
    ];
    line("path", { d: way.join("") }, chief);
  }

  function line(name, attributes, chief) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (chief) element.setAttribute("class", `chief ${chief}`);
    threads.append(element);
  }

  function choose(note, { scroll = true } = {}) {
    closeSlip();
    if (active) active.classList.remove("on");
    active = note;
    if (note) {
      note.classList.add("on");
      history.replaceState(null, "", `#${note.id}`);
    }
    counter();
    layout();
    draw();
    if (note && scroll) reveal(wide.matches ? anchorOf(note) : note);
  }

  function reveal(element) {
    const holder = element.closest(".tablebox");
    if (holder) {
      const inner = element.getBoundingClientRect();
      const outer = holder.getBoundingClientRect();
      if (inner.left < outer.left || inner.right > outer.right) holder.scrollLeft += inner.left - outer.left - outer.width / 2;
    }
    const box = element.getBoundingClientRect();
    if (box.top < 90 || box.bottom > innerHeight * 0.8) scrollBy({ top: box.top - innerHeight * (wide.matches ? 0.33 : 0.5), behavior: calm() });
  }

  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  function step(by) {
    const notes = article ? shown(article) : [];
    if (!notes.length) return;
    const at = notes.indexOf(active);
    choose(notes[at < 0 ? (by > 0 ? 0 : notes.length - 1) : (at + by + notes.length) % notes.length]);
  }

  function counter() {
    const output = article && article.querySelector(".tools .at");
    if (!output) return;
    output.dataset.idle ||= output.textContent;
    const notes = shown(article);
    output.textContent = active ? `${notes.indexOf(active) + 1} / ${notes.length}` : output.dataset.idle;
  }

  function filter() {
    const levels = new Set([...article.querySelectorAll('input[name="severity"]:checked')].map((box) => box.value));
    const rule = article.querySelector('select[name="rule"]').value;
    notesOf(article).forEach((note) => {
      const hidden = !levels.has(levelOf(note)) || (rule !== "" && note.dataset.rule !== rule);
      note.classList.toggle("hidden", hidden);
      anchorOf(note).classList.toggle("hidden", hidden);
      const number = article.querySelector(`a.ref[href="#${note.id}"]`);
      if (number) number.classList.toggle("hidden", hidden);
    });
    if (active && active.classList.contains("hidden")) choose(null);
    counter();
    layout();
  }

  // A slip on a figure: the relations that use it, each with its working.
  const relations = new WeakMap();

  function relationsOf(doc) {
    if (!relations.has(doc)) {
      const rows = JSON.parse(doc.querySelector("script.relations").textContent);
      const index = new Map();
      rows.forEach((row, at) => row[5].forEach((id) => { index.has(id) ? index.get(id).push(at) : index.set(id, [at]); }));
      relations.set(doc, { rows, index });
    }
    return relations.get(doc);
  }

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  function openSlip(figure) {
    choose(null);
    const prefix = article.id;
    const { rows, index } = relationsOf(article);
    const found = index.get(Number(figure.id.slice(prefix.length + 1))) || [];
    const element = make("div", "slip");
    const head = make("header");
    const close = make("button", "", "×");
    close.setAttribute("aria-label", words.close);
    close.addEventListener("click", closeSlip);
    head.append(make("b", "", figure.textContent), close);
    element.append(head, make("p", "to", found.length ? `${found.length} ${words.relations}` : words.none));
    const list = make("ul");
    const ids = (at) => rows[at][5].map((id) => `${prefix}f${id}`).filter((id) => id !== figure.id);
    const order = { differs: 0, rounding: 1, agrees: 2, uncheckable: 3 };
    found.sort((a, b) => order[rows[a][0]] - order[rows[b][0]]);
    found.slice(0, 12).forEach((at) => {
      const [outcome, outcomeWord, kind, title, working] = rows[at];
      const item = make("li");
      item.append(make("span", `tag ${outcome}`, outcomeWord), make("span", "", [kind, title].filter(Boolean).join(" · ")), make("div", "calc", working));
      item.addEventListener("mouseenter", () => { hovered = { element, figure, ids: ids(at) }; draw(); });
      item.addEventListener("mouseleave", () => { hovered = null; draw(); });
      item.addEventListener("click", () => { const other = byId(ids(at)[0]); if (other) reveal(other); });
      list.append(item);
    });
    if (found.length > 12) list.append(make("li", "", `${words.more} ${found.length - 12}`));
    element.append(list);
    const sheet = article.querySelector(".sheet");
    if (wide.matches) element.style.top = `${figure.getBoundingClientRect().top - sheet.getBoundingClientRect().top - 8}px`;
    sheet.append(element);
    slip = { element, figure, ids: found.length ? ids(found[0]) : [] };
    draw();
  }

  function closeSlip() {
    if (!slip) return;
    slip.element.remove();
    slip = null;
    hovered = null;
    draw();
  }

  // One document at a time; the address says which, and which note.
  function route() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && byId(id);
    const wanted = (target && target.closest("article.doc")) || (overview ? null : articles[0]);
    const moved = wanted !== article;
    article = wanted;
    articles.forEach((doc) => doc.classList.toggle("open", doc === article));
    if (overview) overview.classList.toggle("away", article !== null);
    if (moved) { active = null; hovered = null; closeSlip(); scrollTo(0, 0); layout(); spy(); }
    if (!target || target === article) return;
    if (target.matches("aside.remark")) choose(target);
    else if (target.matches("a, .f, mark")) reveal(target);
    else target.scrollIntoView();
  }

  let watcher = null;
  function spy() {
    if (watcher) watcher.disconnect();
    if (!article) return;
    const links = new Map([...article.querySelectorAll(".toc li")].map((item) => [item.querySelector("a").getAttribute("href").slice(1), item]));
    watcher = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      links.forEach((item) => item.classList.remove("now"));
      const item = links.get(entry.target.id);
      if (item) item.classList.add("now");
    }), { rootMargin: "-10% 0px -75% 0px" });
    links.forEach((_, id) => { const heading = byId(id); if (heading) watcher.observe(heading); });
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    if (at(".slip")) return;
    const link = at("aside.remark .rel a, a.ref");
    if (link) {
      event.preventDefault();
      const target = byId(link.getAttribute("href").slice(1));
      if (target && target.matches("aside.remark")) choose(target, { scroll: !wide.matches });
      else if (target) { if (!active) choose(at("aside.remark"), { scroll: false }); reveal(target); }
      return;
    }
    const note = at("aside.remark");
    if (note && at(".where")) { choose(note, { scroll: false }); reveal(anchorOf(note)); return; }
    if (note) { choose(note === active && !wide.matches ? null : note, { scroll: wide.matches }); return; }
    const button = at(".legend button");
    if (button) {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      article.classList.toggle(`no-${button.dataset.state}`, !on);
      return;
    }
    if (at(".prev")) { step(-1); return; }
    if (at(".next")) { step(1); return; }
    const mark = at(".sheet mark.k");
    if (mark) { choose(byId(`${article.id}n${mark.dataset.n}`), { scroll: false }); return; }
    const figure = at(".sheet .f");
    if (figure) { openSlip(figure); return; }
    if (at(".sheet")) { closeSlip(); choose(null); }
  });

  document.addEventListener("mouseover", (event) => {
    const over = event.target.closest && event.target.closest("aside.remark, .sheet mark.k");
    const note = over && over.matches("mark.k") ? byId(`${article.id}n${over.dataset.n}`) : over;
    if (event.target.closest && event.target.closest(".slip")) return;
    if (note !== hovered && (note || hovered) && !slip) { hovered = note || null; draw(); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") { closeSlip(); choose(null); }
    else if (event.key === "Enter" && event.target.matches("aside.remark")) choose(event.target);
  });

  document.addEventListener("change", (event) => { if (event.target.closest(".tools")) filter(); });
  let waiting = 0;
  const soon = (work) => () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(work); };
  addEventListener("scroll", soon(() => { if (active || hovered || slip) draw(); }), { passive: true, capture: true });
  addEventListener("resize", soon(layout));
  wide.addEventListener("change", layout);
  addEventListener("hashchange", route);
  if (!wide.matches) document.querySelectorAll(".toc details").forEach((details) => details.removeAttribute("open"));
  route();
  document.fonts.ready.then(layout).then(() => root.classList.add("ready"));
})();
