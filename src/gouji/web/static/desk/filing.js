// The page of a filing: jumps between findings and their places, what a figure's relations are, the original page, filters.
"use strict";
(() => {
  const filing = document.getElementById("filing");
  if (!filing) return;
  const sheet = document.getElementById("sheet");
  const cards = document.getElementById("cards");
  const slip = document.getElementById("slip");
  let lit = [];

  const wide = () => window.matchMedia("(min-width: 992px)").matches;
  const tab = (name) => {
    filing.classList.toggle("shows-sheet", name === "sheet");
    for (const button of filing.querySelectorAll("[data-show]")) button.classList.toggle("active", button.dataset.show === name);
  };

  const light = (elements, chief) => {
    for (const old of lit) old.classList.remove("lit", "chief");
    lit = elements.filter(Boolean);
    for (const one of lit) one.classList.add("lit");
    if (chief) chief.classList.add("chief");
  };

  const go = (element) => {
    if (!element) return;
    if (!wide()) tab("sheet");
    element.scrollIntoView({ block: "center", behavior: "auto" });
  };

  // from a card to its place
  const choose = (card) => {
    for (const old of cards.querySelectorAll(".chosen")) old.classList.remove("chosen");
    card.classList.add("chosen");
    if (!card.dataset.mark) return;
    const mark = document.getElementById(card.dataset.mark);
    const targets = (card.dataset.targets || "").split(" ").filter(Boolean).map((id) => document.getElementById(id));
    light([mark, ...targets], mark);
    go(mark || targets[0]);
  };

  // from a mark to its card
  const show = (card) => {
    if (!card) return;
    if (!wide()) tab("findings");
    for (const old of cards.querySelectorAll(".chosen")) old.classList.remove("chosen");
    card.classList.add("chosen");
    card.classList.remove("filtered");
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  };
  const cardOf = (number) => cards.querySelector(`[data-mark="k${number}"]`);

  const ask = (figure) => {
    const url = filing.dataset.figure.replace(/0$/, figure.id.slice(1));
    htmx.ajax("GET", `${url}?version=${filing.dataset.version}`, { target: "#slip", swap: "innerHTML" });
    light([figure], figure);
  };

  sheet.addEventListener("click", (event) => {
    const reference = event.target.closest("a.ref");
    if (reference) {
      event.preventDefault();
      show(cardOf(reference.getAttribute("href").slice(2)));
      return;
    }
    const figure = event.target.closest(".f");
    if (figure) {
      ask(figure);
      if (!wide()) tab("findings");
      return;
    }
    const mark = event.target.closest("mark.k");
    if (mark) show(cardOf(mark.dataset.n));
  });

  cards.addEventListener("click", (event) => {
    if (event.target.closest("button, summary, form, a, input, textarea, label")) return;
    const card = event.target.closest(".filing-card");
    if (card) choose(card);
  });

  slip.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) slip.replaceChildren();
    const link = event.target.closest("a[href^='#f']");
    if (link) {
      event.preventDefault();
      const figure = document.getElementById(link.getAttribute("href").slice(1));
      go(figure);
      light([figure], figure);
    }
  });

  // the original page
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-original]");
    const paper = document.querySelector(".filing-paper");
    if (!button || !paper || !paper.dataset.pdf) return;
    const url = paper.dataset.pdf.replace("/page/0", `/page/${button.dataset.original}`);
    htmx.ajax("GET", button.dataset.query ? `${url}&${button.dataset.query}` : url, { target: "#original-body", swap: "innerHTML" });
  });

  // steps through what the filters leave
  const step = (by) => {
    const left = [...cards.querySelectorAll(".filing-card:not(.filtered)")];
    if (!left.length) return;
    const now = left.findIndex((card) => card.classList.contains("chosen"));
    const next = left[(now + by + left.length) % left.length] || left[0];
    choose(next);
    if (wide()) next.scrollIntoView({ block: "nearest" });
  };
  filing.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
    const shown = event.target.closest("[data-show]");
    if (shown) tab(shown.dataset.show);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });

  // filters by decision, and marks by state of the figure
  const hidden = new Set();
  const filter = () => {
    for (const card of cards.querySelectorAll(".filing-card")) {
      card.classList.toggle("filtered", hidden.has(card.dataset.state));
      const mark = card.dataset.mark && document.getElementById(card.dataset.mark);
      if (mark) mark.classList.toggle("off", card.dataset.state === "rejected" || card.dataset.state === "settled");
    }
  };
  const count = () => {
    for (const one of filing.querySelectorAll("[data-count]")) {
      one.textContent = cards.querySelectorAll(`.filing-card[data-state="${one.dataset.count}"]`).length;
    }
  };
  for (const chip of filing.querySelectorAll("[data-filter]")) {
    chip.addEventListener("click", () => {
      const off = chip.getAttribute("aria-pressed") === "true";
      chip.setAttribute("aria-pressed", String(!off));
      if (off) hidden.add(chip.dataset.filter);
      else hidden.delete(chip.dataset.filter);
      filter();
    });
  }
  for (const button of document.querySelectorAll(".filing-legend [data-state]")) {
    button.addEventListener("click", () => {
      const off = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!off));
      filing.classList.toggle(`no-${button.dataset.state}`, off);
    });
  }

  // the letter that asks about what is ticked
  const letter = document.getElementById("ask");
  const tick = () => {
    if (!letter) return;
    const ticks = [...cards.querySelectorAll("input[form=ask]")];
    const ticked = ticks.filter((one) => one.checked).length;
    letter.hidden = !ticks.length;
    letter.querySelector("button").disabled = !ticked;
    letter.querySelector("[data-ticked]").textContent = ticked;
  };
  cards.addEventListener("change", tick);
  tick();

  document.body.addEventListener("desk:decided", () => {
    count();
    filter();
    tick();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const box = event.target.id === "original-body" && event.target.querySelector("rect.own");
    if (box) box.scrollIntoView({ block: "center" });
    if (event.target !== sheet) return;
    filter();
    const asked = location.hash.startsWith("#finding") && document.getElementById(location.hash.slice(1));
    if (asked) choose(asked);
    const figure = /^#f\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (figure) {
      go(figure);
      ask(figure);
    }
  });
})();
