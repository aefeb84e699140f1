// Quickens what works without it: play through the days of the map, move between marks of a drawing by arrow keys, copy a citation.
"use strict";

// The map: a slider in place of the list of days, and a button that plays.
for (const form of document.querySelectorAll("form.days")) {
  const select = form.querySelector("select");
  if (!select || select.options.length < 2) continue;
  const days = [...select.options].map(option => ({ day: option.value, words: option.text }));
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: days.length - 1, step: 1, value: select.selectedIndex });
  slider.setAttribute("aria-label", form.querySelector("label").textContent);
  const shown = document.createElement("output");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: form.dataset.play });
  select.after(slider, shown, button);
  const shapes = new Map([...document.querySelectorAll(".map path")].map(path => [path.id.slice(2), path]));
  const first = new Map([...shapes].map(([id, path]) => [id, path.getAttribute("class")]));
  let asked = 0;
  const draw = async at => {
    const turn = ++asked;
    slider.value = at;
    select.selectedIndex = at;
    shown.textContent = days[at].words;
    slider.setAttribute("aria-valuetext", days[at].words);
    const address = new URL(form.dataset.json, location.href);
    address.searchParams.set("as-of", days[at].day);
    const states = await (await fetch(address)).json();
    if (turn !== asked) return;
    const known = new Map(states.map(state => [state.state, state]));
    for (const [id, path] of shapes) {
      const state = known.get(id);
      path.setAttribute("class", state ? state.class : first.get(id) === "own" ? "own" : "land");
      const title = path.querySelector("title");
      if (title && state) title.textContent = state.words;
      if (path.parentNode.localName === "a" && state) path.parentNode.setAttribute("aria-label", state.words);
    }
    for (const dot of document.querySelectorAll(".map .dot")) dot.remove();
    const here = new URL(location.href);
    here.searchParams.set("as-of", days[at].day);
    history.replaceState(null, "", here);
  };
  shown.textContent = days[select.selectedIndex]?.words ?? "";
  slider.addEventListener("input", () => draw(Number(slider.value)));
  select.addEventListener("change", () => draw(select.selectedIndex));
  let timer = 0;
  const stop = () => { clearInterval(timer); timer = 0; button.textContent = form.dataset.play; };
  button.addEventListener("click", () => {
    if (timer) return stop();
    button.textContent = form.dataset.pause;
    let at = Number(slider.value) >= days.length - 1 ? 0 : Number(slider.value);
    draw(at);
    timer = setInterval(() => { at += 1; draw(at); if (at >= days.length - 1) stop(); }, 900);
  });
}

// Drawings: left and right lead from mark to mark.
for (const drawing of document.querySelectorAll("svg.drawing, svg.graph")) {
  const links = [...drawing.querySelectorAll("a")];
  drawing.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = links.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  });
}

// The look is applied as soon as it is chosen.
for (const select of document.querySelectorAll(".look select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// "/" leads to the search box, as in other programs for reading.
document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(input|select|textarea)$/.test(event.target.localName)) return;
  event.preventDefault();
  document.getElementById("find")?.focus();
});
