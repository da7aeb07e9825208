// The pane beside the list: the details of one breaker, or the overview of all.
import * as address from "./address.js";
import { Chart } from "./chart.js";
import { OPERATIONS } from "./moves.js";
import { ago, byId, count, countdown, duration, exactTime, make, percent, plural, put, set, time, visible } from "./words.js";

/** The figures: the word, how it is read, and whether it is shown although it is 0 or unknown. */
const FIGURES = [
  ["Successes", (r) => count(r.totalSuccessCount), true],
  ["Errors", (r) => count(r.totalErrorCount), true],
  ["Rejected", (r) => count(r.totalRejectedCount), true],
  ["Ignored", (r) => count(r.totalIgnoredCount), true],
  ["Cancelled", (r) => count(r.totalCancelledCount), true],
  ["Late", (r) => count(r.totalLateCount), true],
  ["Slow", (r) => count(r.totalSlowCount), true],
  ["Would be rejected", (r) => r.totalWouldRejectCount > 0 && count(r.totalWouldRejectCount)],
  ["Opened", (r) => (r.openCount === 1 ? "once" : `${count(r.openCount)} times`), true],
  ["Active calls", (r) => count(r.activeCalls), true],
  ["Oldest active call", (r) => r.oldestActiveCallMillis >= 0 && duration(r.oldestActiveCallMillis)],
  ["Consecutive errors", (r) => (r.errorThreshold > 0 && r.state === "CLOSED" ? `${count(r.consecutiveErrorCount)} of ${count(r.errorThreshold)}` : count(r.consecutiveErrorCount)), true],
  ["Consecutive successes", (r) => count(r.consecutiveSuccessCount), true],
  ["Error rate", (r) => r.errorRatePercent >= 0 && percent(r.errorRatePercent)],
  ["Slow calls", (r) => r.slowCallRatePercent >= 0 && percent(r.slowCallRatePercent)],
  ["Admitted", (r) => percent(r.admittedPercent), true],
];

export class Pane {
  #pane = byId("pane");
  #chart = null;
  #shown = null;
  #changesShown = "";

  /** `moves` decides which buttons there are; `close` is called by the button "Back". */
  constructor(model, moves, close) {
    this.model = model;
    this.moves = moves;
    this.close = close;
  }

  /** Shows the breaker, or the overview if it is null. Does it anew only if it is another one. */
  show(breaker, now, lost) {
    const id = breaker ? breaker.id : "";
    if (this.#shown !== id) { this.#build(breaker); this.#shown = id; }
    const { timeline } = this.model;
    if (breaker) {
      this.#showBreaker(breaker, now, lost);
      this.#chart.draw(breaker.series, breaker.rates, breaker.bands(now), breaker.changes, timeline, now, lost);
      this.#showChanges(breaker.changes, now, false);
    } else {
      const changes = this.model.story();
      this.#chart.draw(this.model.sum, this.model.sum.recent(timeline, now), [], changes, timeline, now, lost);
      this.#showChanges(changes, now, true);
    }
  }

  focus() { this.#find(".title").focus({ preventScroll: true }); this.#pane.scrollTop = 0; }

  #find(selector) { return this.#pane.querySelector(selector); }

  #build(breaker) {
    const template = byId(breaker ? "breaker-pane" : "overview-pane");
    this.#pane.replaceChildren(template.content.cloneNode(true));
    this.#find(".back").addEventListener("click", this.close);
    this.#chart = new Chart(this.#find(".chart-box"));
    this.#changesShown = "";
    if (!breaker) { return; }
    const title = this.#find(".title");
    title.append(make("bdi", "name", breaker.label));
    if (breaker.program.label) { title.append(make("bdi", "from", breaker.program.label)); }
    const list = this.#find(".figures");
    for (const [word] of FIGURES) {
      const box = make("div");
      box.append(make("dt", "", word), make("dd"));
      list.append(box);
    }
  }

  #showBreaker(breaker, now, lost) {
    const { raw } = breaker;
    set(this.#pane, "data-kind", breaker.kind);
    set(this.#find(".state-line"), "data-kind", breaker.kind);
    set(this.#find(".state-line"), "data-mode", breaker.mode);
    set(this.#find("use"), "href", `#glyph-${breaker.kind}`);
    put(this.#find(".word"), breaker.word);
    put(this.#find(".tags"), breaker.mode === "observe" ? "mode observe: no call is rejected" : breaker.mode === "enforce" ? "" : `mode ${visible(breaker.mode)}`);
    put(this.#find(".sentence"), sentence(breaker, now, lost));
    this.#showMoves(breaker, lost);
    this.#showLastError(breaker, now);
    FIGURES.forEach(([, read, always], i) => {
      const box = this.#find(".figures").children[i];
      const value = read(raw);
      box.hidden = !always && !value;
      put(box.lastChild, value || "–");
    });
    const methods = (Array.isArray(raw.methods) ? raw.methods : []).map(visible);
    this.#find(".methods-box").hidden = methods.length === 0;
    const list = this.#find(".methods");
    if (list.dataset.shown !== String(methods)) {
      list.dataset.shown = String(methods);
      list.replaceChildren(...methods.map((method) => make("li", "", method)));
    }
  }

  #showMoves(breaker, lost) {
    const box = this.#find(".moves");
    const status = this.moves.status(breaker);
    const shown = `${status} ${breaker.raw.state} ${lost}`;
    if (box.dataset.shown === shown) { return; }
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.operation : undefined;
    box.dataset.shown = shown;
    if (status === "token") {
      const button = make("button", "", "Unlock moves");
      button.type = "button";
      button.addEventListener("click", () => this.moves.askToken());
      box.replaceChildren(button, make("span", "small", "Open, close or reset it: a token is needed."));
      return;
    }
    if (status !== "yes") { box.replaceChildren(make("span", "small", status)); return; }
    box.replaceChildren(...Object.entries(OPERATIONS).map(([operation, { word, grave, target }]) => {
      const button = make("button", grave ? "grave" : "", word);
      button.type = "button";
      button.dataset.operation = operation;
      // Opening an open breaker begins its wait again; every other move to where it is does nothing.
      button.disabled = lost || (target === breaker.raw.state && operation !== "open" && operation !== "reset");
      button.addEventListener("click", () => this.moves.ask(breaker, operation));
      return button;
    }));
    if (focused) { (box.querySelector(`[data-operation="${focused}"]:enabled`) ?? this.#find(".title")).focus({ preventScroll: true }); }
  }

  #showLastError({ raw }, now) {
    const box = this.#find(".last-error");
    box.hidden = !raw.lastErrorType && !raw.lastErrorMessage;
    if (box.hidden) { return; }
    const at = Date.parse(raw.lastErrorTime);
    put(box.querySelector(".when"), Number.isFinite(at) ? `${time(at, now)}, ${ago(now - at, true)} ago` : "");
    put(box.querySelector(".type"), visible(raw.lastErrorType));
    put(box.querySelector(".message"), visible(raw.lastErrorMessage));
  }

  /** The list of changes, built anew only when there is a new one. */
  #showChanges(changes, now, named) {
    const list = this.#find(".changes");
    const shown = `${changes.length} ${changes[0]?.at} ${changes[0]?.breaker.id} ${changes[0]?.to} ${changes.map((change) => change.failedProbes ?? 0)} ${new Date(now).toDateString()}`;
    if (this.#changesShown === shown) { return; }
    this.#changesShown = shown;
    const view = address.read();
    list.replaceChildren(...changes.map((change) => {
      const item = make("li");
      set(item, "data-kind", change.kind);
      const when = make("time", "", time(change.at, now));
      when.title = exactTime(change.at);
      const what = make("span", "what");
      if (named) {
        const link = make("a");
        link.href = address.of(change.breaker, view);
        link.append(make("bdi", "name", change.breaker.label));
        what.append(link, " ");
      }
      what.append(make("b", "", change.word));
      item.append(when, what, make("bdi", "why", reasonOf(change, now)));
      return item;
    }));
    if (changes.length === 0) { list.append(make("li", "no", "No change of state yet.")); }
  }
}

/** The reason of a change, and the probes that failed since; see story() in model.js. */
function reasonOf({ reason, before, failedProbes, lastProbe }, now) {
  if (!failedProbes) { return reason; }
  const last = `the last at ${time(lastProbe, now)}`;
  return before === "half-open" ? `${plural(failedProbes + 1, "failed probe")}, ${last}` : `${reason}, then ${plural(failedProbes, "failed probe")}, ${last}`;
}

/** What the state means now, in a sentence or two. */
function sentence(breaker, now, lost) {
  const since = Number.isFinite(breaker.since) ? `For ${ago(now - breaker.since)}, since ${time(breaker.since, now)}` : "";
  const [last] = breaker.changes;
  const why = last && breaker.kind !== "recovering" ? `: ${last.reason}` : "";
  const next = lost && breaker.kind === "open" ? "When the next probe comes is not known" : breaker.next(now, countdown);
  const [opening] = breaker.story;
  const long = breaker.kind === "open" && opening?.failedProbes
    ? `Not closed since ${opening.before === "half-open" ? "before " : ""}${time(opening.at, now)}.` : "";
  return [since && `${since}${why}.`, long, next && `${next}.`].filter(Boolean).join(" ");
}
