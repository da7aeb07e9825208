// The top of the page: the verdict, the problems, the connection, the buttons that filter by state.
import { KINDS } from "./model.js";
import { ago, byId, count, countdown, make, plural, put, rate, set, time, visible } from "./words.js";
import { CHANGES } from "./address.js";

/** The filters by state: the word on the button, and the kinds that it shows. */
export const FILTERS = {
  open: ["Open", ["open", "other"]],
  "half-open": ["Half-open", ["half-open", "recovering"]],
  forced: ["Forced", ["forced-open", "forced-closed"]],
  closed: ["Closed", ["closed"]],
};

/** One sentence for what matters most, one for the rest. */
export function verdict(breakers) {
  const live = new Map(Object.keys(KINDS).map((kind) => [kind, 0]));
  let observed = 0;
  for (const breaker of breakers) {
    if (breaker.observed) { observed++; } else { live.set(breaker.kind, live.get(breaker.kind) + 1); }
  }
  const parts = [...live].filter(([kind, number]) => number > 0 && kind !== "closed");
  if (observed) { parts.push(["observed", observed]); }
  const [kind, number] = parts[0] ?? ["closed", live.get("closed")];
  const words = (k) => ({ other: "in a state that this page does not know", observed: "open in observe mode" })[k] ?? KINDS[k].toLowerCase();
  let news = breakers.length === 0 ? "No breakers" : `${number === 1 ? "1 breaker is" : `${count(number)} breakers are`} ${words(kind)}`;
  if (kind === "closed" && number === breakers.length && number > 1) { news = `All ${count(number)} breakers are closed`; }
  const rest = parts.slice(1).map(([k, n]) => `${count(n)} ${words(k)}`);
  if (kind !== "closed" && live.get("closed") > 0) { rest.push(`${count(live.get("closed"))} closed`); }
  return { kind: breakers.length ? kind : "none", news, rest: rest.join(", ") };
}

export class Summary {
  #noticesShown = "";

  showVerdict(model, now, lost) {
    const { kind, news, rest } = verdict(model.breakers);
    const box = byId("verdict");
    set(box, "data-kind", kind);
    set(byId("verdict-glyph"), "href", `#glyph-${kind === "observed" ? "open" : KINDS[kind] ? kind : "other"}`);
    put(byId("verdict-news"), lost ? `Last known: ${news}` : news);
    const rates = model.sum.recent(model.timeline, now);
    const traffic = `${rate(rates.calls)} calls/s, ${rate(rates.errors)} errors/s, ${rate(rates.rejected)} rejected/s`;
    put(byId("verdict-rest"), rest);
    put(byId("verdict-traffic"), model.breakers.length ? traffic : "");
    const last = byId("verdict-last");
    const [change] = model.story(1);
    last.hidden = change === undefined;
    if (change) {
      put(last, `Last change ${time(change.at, now)}: ${change.breaker.label} ${change.word.toLowerCase()}, ${change.reason}`);
      set(last, "href", `#view=${CHANGES}`);
      set(last, "aria-label", `${last.textContent}. Show all changes.`);
    }
    return news;
  }

  /** The state of the connection, told every second. */
  showConnection(connection, now) {
    const { lost, failures, age, answeredAt } = connection;
    const live = byId("live");
    if (lost && !answeredAt) { put(byId("verdict-news"), "No connection"); }
    set(live, "data-live", lost ? "lost" : failures || !answeredAt ? "wait" : "yes");
    put(live, lost ? "lost" : !answeredAt ? "connecting" : failures ? "trying again" : age < 3_500 ? "live" : `${ago(age)} ago`);
    const banner = byId("lost");
    document.body.classList.toggle("stale", lost && answeredAt > 0);
    if (lost) {
      const next = connection.nextAt - Date.now();
      put(byId("lost-news"), answeredAt ? `No connection for ${ago(age)}.` : "No connection.");
      const since = answeredAt ? ` What you see is from ${time(now - age, now)}.` : "";
      put(byId("lost-more"), `${connection.problem || "The server does not answer."}${since}`);
      put(byId("lost-retry"), next > 900 ? `Try now (${countdown(next)})` : "Try now");
    }
    if (banner.hidden === lost) { banner.hidden = !lost; }
  }

  /** What is wrong with the configuration and with Fusebox itself: one line, which opens. It stays open when it is built anew. */
  showNotices(model, now) {
    const notices = model.programs.flatMap((program) => noticesOf(program));
    for (const { label, at } of model.gone) {
      notices.push({ number: 1, one: "program left", many: "programs left", title: `${label} left at ${time(at, now)}`, lines: [] });
    }
    const shown = JSON.stringify(notices);
    if (shown === this.#noticesShown) { return; }
    this.#noticesShown = shown;
    const box = byId("notices");
    const open = box.querySelector("details")?.open === true;
    if (notices.length === 0) { box.replaceChildren(); return; }
    const numbers = new Map();
    for (const { number, one, many } of notices) {
      const before = numbers.get(one) ?? { number: 0, one, many };
      numbers.set(one, { ...before, number: before.number + number });
    }
    const details = make("details", notices.some((notice) => notice.grave) ? "notice warn" : "notice");
    details.open = open;
    details.append(make("summary", "", [...numbers.values()].map(({ number, one, many }) => (many ? plural(number, one, many) : one)).join(", ")));
    for (const { title, lines } of notices) {
      details.append(make("h3", "", title));
      if (lines.length) { details.append(make("ul")); details.lastChild.append(...lines.map((line) => make("li", "", line))); }
    }
    box.replaceChildren(details);
  }

  showProgram(model) {
    const [first] = model.programs;
    const many = model.programs.length !== 1 || first.id !== "";
    put(byId("program"), many ? plural(model.programs.length, "program") : visible(String(first.fusebox.configFile ?? "").replace(/^.*[/\\]/s, "")));
    const about = byId("about");
    const lines = model.programs.map((program) => {
      if (program.problem) { return `${program.label} · ${program.problem}`; }
      const { version, configFile, mode, guardedMethods } = program.fusebox;
      return [program.label, `Fusebox ${visible(version)}`, visible(configFile) || "no configuration file", `mode ${visible(mode)}`,
        plural(guardedMethods?.length ?? 0, "guarded method")].filter(Boolean).join(" · ");
    });
    if (about.dataset.shown !== String(lines)) {
      about.dataset.shown = String(lines);
      about.replaceChildren(...lines.map((line) => make("p", "", line)));
    }
  }

  /** The buttons that filter by state, with the number of breakers behind each. */
  showChips(model, view, choose) {
    const chips = byId("chips");
    if (!chips.firstChild) {
      for (const [state, word] of [["", "All"], ...Object.entries(FILTERS).map(([name, [label]]) => [name, label])]) {
        const chip = make("button", "chip");
        chip.type = "button";
        chip.dataset.state = state;
        chip.append(make("span", "", word), make("b"));
        chip.addEventListener("click", () => choose(chip.getAttribute("aria-pressed") === "true" ? "" : state));
        chips.append(chip);
      }
    }
    for (const chip of chips.children) {
      const kinds = FILTERS[chip.dataset.state]?.[1];
      const number = kinds ? model.breakers.filter((breaker) => kinds.includes(breaker.kind)).length : model.breakers.length;
      put(chip.lastChild, count(number));
      set(chip, "aria-pressed", String((view.state ?? "") === chip.dataset.state));
      set(chip, "data-some", String(number > 0));
    }
  }
}

/** What is to be said of one program: how many, what (in the one line; without a number if there is no plural), and in full. */
function noticesOf({ label, fusebox, problem }) {
  const texts = (value) => (Array.isArray(value) ? value : []).map(visible);
  const notices = [];
  const add = (number, one, many, title, lines = [], grave = false) => {
    if (number > 0) { notices.push({ number, one, many, title: label ? `${label}: ${title}` : title, lines, grave }); }
  };
  add(problem ? 1 : 0, "program that cannot be read", "programs that cannot be read", "It cannot be read", [problem], true);
  const problems = texts(fusebox.configProblems);
  const unmatched = texts(fusebox.unmatchedMethods);
  add(problems.length, "configuration problem", "configuration problems", "Problems of the configuration", problems, true);
  add(fusebox.internalErrorCount, "internal error", "internal errors", "Faults inside Fusebox; the calls went through unchanged. The last one:", texts([fusebox.lastInternalError]), true);
  add(fusebox.mode && fusebox.mode !== "enforce" ? 1 : 0, `mode ${visible(fusebox.mode)}`, "", `The mode is ${visible(fusebox.mode)}: no call is rejected`);
  add(unmatched.length, "pattern that guards nothing", "patterns that guard nothing", "Patterns that guard nothing yet", unmatched);
  add(fusebox.droppedEventCount, "dropped event", "dropped events", "Events were dropped: the log and the notifications are not complete");
  return notices;
}
