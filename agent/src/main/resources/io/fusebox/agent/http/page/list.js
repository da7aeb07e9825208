// The list of breakers: one row each, kept from answer to answer; only what changed is touched.
import * as address from "./address.js";
import { drawSpark } from "./chart.js";
import { FILTERS } from "./summary.js";
import { ago, byId, countdown, exactTime, make, put, rate, set, simpleName, visible } from "./words.js";

const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The orders: the word, the column it belongs to, and what is compared; equal ones are in the order of their names. */
export const SORTS = {
  state: { word: "State, gravest first", column: "State", by: (b) => b.gravity },
  name: { word: "Name", column: "Breaker", by: () => 0 },
  since: { word: "Last change first", column: "Since", by: (b) => -b.since || 0 },
  calls: { word: "Most calls", column: "Calls/s", by: (b) => -(b.rates.calls || 0) },
  errors: { word: "Most errors", column: "Errors/s", by: (b) => -(b.rates.errors || 0) },
  rejected: { word: "Most rejected", column: "Rejected/s", by: (b) => -(b.rates.rejected || 0) },
};

/** An order by rates is made anew after so long: the rates are means of ten seconds, and rows that jump cannot be read. */
const CALM = 10_000;

/** While somebody points at a row or moves through the rows, they stay where they are for so long. */
const HOLD = 4_000;

/** The share of errors among the admitted calls from which on they are told in red. */
const MANY = 0.05;

export class List {
  #rows = new Map();
  #body = byId("rows");
  #visible = new Set();
  #ranks = { edition: -1, ofId: new Map() };
  #heldUntil = 0;
  #order = "";
  #orderedAt = 0;
  #marked = "";
  #current = null;
  #watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const row = this.#rows.get(entry.target.dataset.id);
      if (!row) { continue; }
      if (entry.isIntersecting) { this.#visible.add(row); this.#drawSpark(row); } else { this.#visible.delete(row); }
    }
  }, { rootMargin: "200px" });

  constructor(model) {
    this.model = model;
    this.#makeColumns();
    this.#body.addEventListener("pointermove", () => { this.#heldUntil = Date.now() + HOLD; });
    this.#body.addEventListener("pointerdown", () => { this.#heldUntil = Date.now() + HOLD; });
    this.#body.addEventListener("keydown", (event) => this.#key(event));
    this.#body.addEventListener("focusin", (event) => this.#stopAt(event.target.closest("tr")));
  }

  #makeColumns() {
    for (const [sort, { column, word }] of Object.entries(SORTS)) {
      const head = make("th", `c-${sort}`);
      set(head, "role", "columnheader");
      set(head, "scope", "col");
      const button = make("button", "", column);
      button.type = "button";
      button.title = word;
      button.addEventListener("click", () => this.#sortBy(sort));
      head.append(button);
      head.dataset.sort = sort;
      byId("columns").append(head);
      const option = make("option", "", word);
      option.value = sort;
      byId("sort").append(option);
    }
    for (const [name, text] of [["note", "Next probe and last error"], ["spark", "Last 10 minutes"]]) {
      const head = make("th", `c-${name}`, text);
      set(head, "role", "columnheader");
      byId("columns").insertBefore(head, name === "note" ? byId("columns").children[2] : null);
    }
    byId("sort").addEventListener("change", () => address.change({ sort: byId("sort").value, down: undefined }));
  }

  #sortBy(sort) {
    const view = address.read();
    const same = (view.sort ?? "state") === sort;
    address.change({ sort, down: same && !view.down ? "1" : undefined });
  }

  /** Shows the breakers that the view asks for, in its order. */
  show(view, now) {
    const shown = this.#select(view);
    for (const breaker of this.model.breakers) { this.#update(this.#rowOf(breaker), breaker, now); }
    this.#removeGone();
    this.#arrange(shown, view);
    this.#showColumns(view);
    for (const row of this.#visible) { this.#drawSpark(row); }
    byId("list").hidden = shown.length === 0;
    return shown.length;
  }

  /** Every second: what counts down or up by itself, for the rows that can be seen. */
  tick(now, lost) {
    for (const row of this.#visible) { this.#showTimes(row, now, lost); }
  }

  mark(view) {
    const marked = `${location.hash} ${this.model.edition}`;
    if (marked === this.#marked) { return; }
    this.#marked = marked;
    for (const row of this.#rows.values()) { row.element.classList.toggle("chosen", address.isOf(view, row.breaker)); set(row.link, "href", address.of(row.breaker, view)); }
  }

  /** Puts the focus on the row of the present details, or on the first one. */
  focus(breaker) {
    const row = breaker && this.#rows.get(breaker.id);
    const element = row && !row.element.hidden ? row.element : this.#body.querySelector("tr:not([hidden])");
    element?.querySelector(".link").focus();
  }

  #select(view) {
    const kinds = FILTERS[view.state]?.[1];
    const words = visible(view.q).toLowerCase().split(/\s+/).filter(Boolean);
    return this.model.breakers.filter((breaker) => {
      if (kinds && !kinds.includes(breaker.kind)) { return false; }
      if (view.in && breaker.program.id !== view.in) { return false; }
      if (words.length === 0) { return true; }
      const text = `${breaker.label} ${breaker.word} ${breaker.raw.state} ${breaker.mode} ${breaker.program.label} ${breaker.errorText}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  #rowOf(breaker) {
    const known = this.#rows.get(breaker.id);
    if (known) { return known; }
    const element = byId("row").content.firstElementChild.cloneNode(true);
    const part = (selector) => element.querySelector(selector);
    const row = { breaker, element, pill: part(".pill"), use: part("use"), word: part(".word"), link: part(".link"), mode: part(".mode"), probe: part(".probe"),
      error: part(".error"), since: part("time"), calls: part(".c-calls"), errors: part(".c-errors"), rejected: part(".c-rejected"), spark: part(".spark") };
    element.dataset.id = breaker.id;
    this.#name(row, breaker);
    put(part(".from"), breaker.program.label);
    row.link.title = breaker.label;
    set(row.link, "aria-label", breaker.program.label ? `${breaker.label}, ${breaker.program.label}` : breaker.label);
    set(row.link, "href", address.of(breaker));
    this.#rows.set(breaker.id, row);
    this.#watcher.observe(element);
    return row;
  }

  /** A long plain name is cut in its middle by the style sheet: its last characters stand in an element of their own. */
  #name(row, { label }) {
    const [head, tail] = row.link.children;
    const cut = label.length > 24 && /^[\x20-\x7e]*$/.test(label) ? label.length - 9 : label.length;
    put(head, label.slice(0, cut));
    put(tail, label.slice(cut));
  }

  #update(row, breaker, now) {
    row.breaker = breaker;
    const { element } = row;
    if (element.dataset.kind !== undefined && element.dataset.kind !== breaker.kind) {
      element.classList.remove("news");
      requestAnimationFrame(() => element.classList.add("news"));
    }
    set(element, "data-kind", breaker.kind);
    set(element, "data-mode", breaker.mode);
    set(row.use, "href", `#glyph-${breaker.kind}`);
    put(row.word, breaker.word);
    put(row.mode, breaker.mode === "enforce" ? "" : visible(breaker.mode));
    put(row.calls, rate(breaker.rates.calls));
    put(row.errors, rate(breaker.rates.errors));
    put(row.rejected, rate(breaker.rates.rejected));
    row.errors.classList.toggle("some", breaker.rates.errors > 0);
    row.errors.classList.toggle("many", breaker.rates.errors > MANY * (breaker.rates.calls - breaker.rates.rejected));
    row.rejected.classList.toggle("some", breaker.rates.rejected > 0);
    const loud = breaker.kind !== "closed";
    put(row.error, loud && breaker.errorText ? `${simpleName(breaker.raw.lastErrorType)}${breaker.raw.lastErrorMessage ? `: ${visible(breaker.raw.lastErrorMessage).slice(0, 200)}` : ""}` : "");
    this.#showTimes(row, now, false);
  }

  #showTimes({ breaker, probe, since }, now, lost) {
    put(probe, lost && breaker.kind === "open" ? "Next probe: not known" : breaker.next(now, countdown));
    put(since, ago(now - breaker.since, true));
    if (since.dataset.at !== String(breaker.since)) {
      since.dataset.at = String(breaker.since);
      since.title = exactTime(breaker.since);
      if (Number.isFinite(breaker.since)) { since.dateTime = new Date(breaker.since).toISOString(); }
    }
  }

  #drawSpark(row) { drawSpark(row.spark, row.breaker, this.model.timeline, this.now()); }

  /** The moment that the charts end at. */
  now = () => Date.now();

  #removeGone() {
    if (this.#rows.size === this.model.breakers.length) { return; }
    const here = new Set(this.model.breakers.map((breaker) => breaker.id));
    for (const [id, row] of this.#rows) {
      if (here.has(id)) { continue; }
      this.#watcher.unobserve(row.element);
      this.#visible.delete(row);
      row.element.remove();
      this.#rows.delete(id);
    }
  }

  /** Puts the rows in order. They stay where they are while somebody is among them, unless the view itself changed. */
  #arrange(shown, view) {
    const order = `${view.sort} ${view.down} ${view.q} ${view.state} ${view.in}`;
    const wanted = new Set(shown.map((breaker) => breaker.id));
    for (const [id, row] of this.#rows) { row.element.hidden = !wanted.has(id); }
    const missing = shown.some((breaker) => !this.#rows.get(breaker.id).element.isConnected);
    if (!this.#current?.isConnected || this.#current.hidden) { this.#stopAt(this.#body.querySelector("tr:not([hidden])")); }
    const calm = ["calls", "errors", "rejected"].includes(view.sort) ? this.#orderedAt + CALM : 0;
    if (order === this.#order && !missing && Date.now() < Math.max(this.#heldUntil, calm)) { return; }
    this.#order = order;
    this.#orderedAt = Date.now();
    const focused = document.activeElement;
    let next = this.#body.firstElementChild;
    for (const breaker of this.#sorted(shown, view)) {
      const { element } = this.#rows.get(breaker.id);
      if (element === next) { next = next.nextElementSibling; }
      // Where there is moveBefore(), a row that moves keeps its focus and its layout.
      else if (element.isConnected && this.#body.moveBefore) { this.#body.moveBefore(element, next); }
      else { this.#body.insertBefore(element, next); }
    }
    if (focused !== document.activeElement && focused?.isConnected) { focused.focus({ preventScroll: true }); }
    if (!this.#current?.isConnected || this.#current.hidden) { this.#stopAt(this.#body.querySelector("tr:not([hidden])")); }
  }

  #sorted(shown, view) {
    const by = (SORTS[view.sort] ?? SORTS.state).by;
    const ranks = this.#nameRanks();
    const sign = view.down ? -1 : 1;
    const keys = new Map(shown.map((breaker) => [breaker, by(breaker)]));
    return shown.sort((a, b) => sign * (keys.get(a) - keys.get(b) || ranks.get(a.id) - ranks.get(b.id)));
  }

  /** The place of each breaker by its name. Comparing names is slow, so this is done once for each set of breakers. */
  #nameRanks() {
    if (this.#ranks.edition !== this.model.edition) {
      const sorted = [...this.model.breakers].sort((a, b) => natural.compare(a.label, b.label) || natural.compare(a.program.label, b.program.label));
      this.#ranks = { edition: this.model.edition, ofId: new Map(sorted.map((breaker, i) => [breaker.id, i])) };
    }
    return this.#ranks.ofId;
  }

  #showColumns(view) {
    const sort = SORTS[view.sort] ? view.sort : "state";
    byId("sort").value = sort;
    for (const head of byId("columns").children) {
      if (head.dataset.sort === sort) { set(head, "aria-sort", (sort === "name" || sort === "state") === !view.down ? "ascending" : "descending"); }
      else { head.removeAttribute("aria-sort"); }
    }
  }

  /** One row is a stop of the Tab key; the arrow keys go from row to row. */
  #stopAt(element) {
    if (!element || element === this.#current) { return; }
    if (this.#current) { this.#current.querySelector(".link").tabIndex = -1; }
    element.querySelector(".link").tabIndex = 0;
    this.#current = element;
  }

  #key(event) {
    const rows = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    const step = rows[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) { return; }
    event.preventDefault();
    this.#heldUntil = Date.now() + HOLD;
    const all = [...this.#body.querySelectorAll("tr:not([hidden])")];
    const to = Math.max(0, Math.min(all.length - 1, all.indexOf(this.#current) + step));
    all[to]?.querySelector(".link").focus();
    all[to]?.scrollIntoView({ block: "nearest" });
  }
}
