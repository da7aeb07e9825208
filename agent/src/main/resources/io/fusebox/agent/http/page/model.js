// What is known of the breakers: the last answer of the server, and the history that the page keeps beside it.
import { Series, Timeline, WINDOW } from "./history.js";
import { ago, visible } from "./words.js";

/** The kinds of state, the gravest first, with the words for them. */
export const KINDS = {
  "open": "Open", "forced-open": "Forced open", "other": "Unknown", "half-open": "Half-open", "recovering": "Recovering",
  "forced-closed": "Forced closed", "closed": "Closed",
};
const GRAVITY = new Map(Object.keys(KINDS).map((kind, i) => [kind, i]));
const STATES = { OPEN: "open", FORCED_OPEN: "forced-open", HALF_OPEN: "half-open", FORCED_CLOSED: "forced-closed", CLOSED: "closed" };

/** The kind of a state by its name. */
export const kindOf = (state) => STATES[state] ?? "other";

/** Does this transition open a breaker? */
export const opens = (change) => change.kind === "open" || change.kind === "forced-open";

const TOTALS = ["totalSuccessCount", "totalErrorCount", "totalIgnoredCount", "totalCancelledCount", "totalRejectedCount"];
const number = (value) => (typeof value === "number" ? value : NaN);
const list = (value) => (Array.isArray(value) ? value : []);
const text = (value) => (typeof value === "string" ? value : "");

/** One breaker as the page sees it: what the server said last, made safe, and its history. */
class Breaker {
  series = new Series();
  rates = { calls: NaN, errors: NaN, rejected: NaN };
  /** The changes of state, the newest first; and the same without the probes that failed. */
  changes = [];
  story = [];
  #newest = "";
  #before = null;

  constructor(id, raw, program) {
    this.id = id;
    this.program = program;
    this.rawName = String(raw.name);
    this.rawKey = raw.key ?? null;
    this.label = visible(this.rawName) + (this.rawKey === null ? "" : `[${visible(this.rawKey)}]`);
  }

  take(raw, at, timeline, slot, sum) {
    this.raw = raw;
    const admitted = number(raw.admittedPercent);
    const kind = kindOf(raw.state);
    this.kind = kind === "half-open" && admitted > 0 && admitted < 100 ? "recovering" : kind;
    this.word = this.kind === "other" ? visible(raw.state) : KINDS[this.kind];
    this.gravity = GRAVITY.get(this.kind) + (raw.mode === "enforce" ? 0 : 0.5);
    this.mode = text(raw.mode);
    // In observe mode an open breaker rejects nothing.
    this.observed = this.mode !== "enforce" && this.gravity < GRAVITY.get("forced-closed");
    this.since = Date.parse(raw.stateSince);
    this.retryAt = kind === "open" && raw.retryAfterMillis >= 0 ? at + raw.retryAfterMillis : NaN;
    this.errorText = raw.lastErrorType ? `${visible(raw.lastErrorType)}${raw.lastErrorMessage ? `: ${visible(raw.lastErrorMessage)}` : ""}` : "";
    this.#measure(at, timeline, slot, sum);
    this.#takeChanges(list(raw.recentTransitions));
  }

  /** The rates since the answer before. A total that shrank was reset: the rate is not known then. */
  #measure(at, timeline, slot, sum) {
    const totals = { at, calls: TOTALS.reduce((all, name) => all + number(this.raw[name]), 0),
      errors: number(this.raw.totalErrorCount), rejected: number(this.raw.totalRejectedCount) };
    const before = this.#before;
    this.#before = totals;
    const seconds = before ? (at - before.at) / 1000 : NaN;
    const calls = (totals.calls - before?.calls) / seconds;
    const errors = (totals.errors - before?.errors) / seconds;
    const rejected = (totals.rejected - before?.rejected) / seconds;
    if (seconds > 0 && calls >= 0 && errors >= 0 && rejected >= 0) {
      this.series.set(slot, calls, errors, rejected);
      sum.add(slot, calls, errors, rejected);
    } else {
      this.series.set(slot, NaN, NaN, NaN);
    }
    this.rates = this.series.recent(timeline, at);
  }

  #takeChanges(transitions) {
    const first = transitions[0];
    const newest = first ? `${first.at} ${first.to} ${transitions.length}` : "";
    if (newest === this.#newest) { return; }
    this.#newest = newest;
    this.changes = transitions.map((t) => ({ breaker: this, at: Date.parse(t.at), from: visible(t.from), to: visible(t.to),
      kind: kindOf(t.to), before: kindOf(t.from), word: STATES[t.to] ? KINDS[STATES[t.to]] : visible(t.to),
      cause: visible(t.cause), reason: visible(t.reason) || visible(t.cause) }));
    this.story = story(this.changes);
  }

  /** The states within the window, the newest first: {kind, from, to}. */
  bands(now) {
    const bands = [];
    let end = now;
    for (const change of this.changes) {
      bands.push({ kind: change.kind, from: change.at, to: end });
      end = change.at;
      if (end < now - WINDOW) { return bands; }
    }
    const before = this.changes.at(-1)?.before ?? this.kind;
    bands.push({ kind: before, from: this.changes.length ? now - WINDOW : Math.max(this.since, now - WINDOW), to: end });
    return bands;
  }

  /** In words: when the next probe may come. Empty for a breaker that needs none. */
  next(now, count) {
    switch (this.kind) {
      case "open": return Number.isNaN(this.retryAt) ? "" : this.retryAt > now ? `Next probe in ${count(this.retryAt - now)}` : "The next call is the probe";
      case "half-open": return this.raw.activeCalls > 0 ? `Probing for ${ago(now - this.since)}` : "Waits for a probe";
      case "recovering": return `${Math.round(this.raw.admittedPercent)} % admitted`;
      case "forced-open": return "Rejects until an operator moves it";
      case "forced-closed": return "Admits until an operator moves it";
      default: return "";
    }
  }
}

/**
 * The changes without the probes that failed: a breaker that stays open for an hour half-opens and opens again many times,
 * and that is one opening with many failed probes. Newest first, as the changes.
 */
function story(changes) {
  const told = [];
  for (const change of changes.toReversed()) {
    const reopens = change.kind === "open" && change.before === "half-open" && change.cause.startsWith("PROBE_");
    if (reopens && told.at(-1)?.kind === "half-open") {
      const probe = told.pop();
      const opening = told.at(-1);
      if (opening?.kind === "open" && probe.cause === "RESET_TIMEOUT") {
        told[told.length - 1] = { ...opening, failedProbes: (opening.failedProbes ?? 0) + 1, lastProbe: change.at };
        continue;
      }
    }
    told.push(change);
  }
  return told.reverse();
}

/** Everything that the page knows. */
export class Model {
  timeline = new Timeline();
  sum = new Series();
  breakers = [];
  programs = [];
  gone = [];
  moves = false;
  /** Changes with every set of breakers: what is computed of the names can be kept until then. */
  edition = 0;
  #known = new Map();

  /** Takes an answer of the server. `at` is the server's time. Gives the breakers whose kind of state changed. */
  take(answer, at) {
    const slot = this.timeline.begin(at);
    this.sum.set(slot, 0, 0, 0);
    this.#takePrograms(answer, at);
    this.moves = answer.moves === true;
    const changed = [];
    const known = new Map();
    for (const program of this.programs) {
      for (const raw of program.breakers) {
        const id = JSON.stringify([program.id, raw.name, raw.key ?? null]);
        if (known.has(id)) { continue; }
        const breaker = this.#known.get(id) ?? new Breaker(id, raw, program);
        const before = breaker.kind;
        breaker.program = program;
        breaker.take(raw, at, this.timeline, slot, this.sum);
        if (before !== undefined && before !== breaker.kind) { changed.push(breaker); }
        known.set(id, breaker);
      }
    }
    if (known.size !== this.#known.size || [...known.keys()].some((id) => !this.#known.has(id))) { this.edition++; }
    this.#known = known;
    this.breakers = [...known.values()];
    return changed;
  }

  /** Notes that there was no answer: a gap in all histories. */
  miss(at) {
    const slot = this.timeline.begin(at);
    this.sum.set(slot, NaN, NaN, NaN);
    for (const breaker of this.breakers) { breaker.series.set(slot, NaN, NaN, NaN); }
  }

  find(programId, name, key) { return this.#known.get(JSON.stringify([programId, name, key])); }

  /** The story of all breakers, the newest change first. */
  story(most = 60) {
    return this.breakers.flatMap((breaker) => breaker.story.slice(0, most)).sort((a, b) => b.at - a.at).slice(0, most);
  }

  /** One program, or many from `serve`: a list in both cases. A program that left is remembered for the length of the window. */
  #takePrograms(answer, at) {
    const many = Array.isArray(answer.jvms);
    const before = this.programs;
    this.programs = (many ? answer.jvms : [answer]).map((one) => ({
      id: many ? `${text(one.jvm)} ${one.pid ?? ""}`.trim() : "", pid: one.pid,
      // The package would push the process id out of sight.
      label: many ? visible(text(one.jvm).replace(/^.*\.(?=[A-Z])/s, "")) + (one.pid === undefined ? "" : ` ${one.pid}`) : "",
      problem: visible(one.problem), fusebox: one.fusebox ?? {}, breakers: list(one.breakers).filter((b) => b !== null && typeof b === "object"),
    }));
    const here = new Set(this.programs.map((program) => program.id));
    const left = before.filter((program) => !here.has(program.id)).map((program) => ({ id: program.id, label: program.label, at }));
    this.gone = [...this.gone, ...left].filter((program) => !here.has(program.id) && at - program.at < WINDOW);
  }
}
