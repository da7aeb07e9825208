// The live page of Fusebox. This is where its parts meet:
//   connection.js  asks the server                 model.js, history.js  what is known
//   summary.js     verdict, problems, filters      list.js               the rows
//   pane.js        details, chart.js the charts    moves.js              an operator's moves
//   address.js     the view in the address         words.js              texts; the only way onto the page is textContent
import * as address from "./address.js";
import { Connection, Problem, clock, serverTime } from "./connection.js";
import { List } from "./list.js";
import { Model } from "./model.js";
import { Moves } from "./moves.js";
import { Pane } from "./pane.js";
import { Summary } from "./summary.js";
import { byId, make, plural, put, set, visible } from "./words.js";

const model = new Model();
const summary = new Summary();
const list = new List(model);
const moves = new Moves(model, () => refresh(), said);
const pane = new Pane(model, moves, closePane);
const connection = new Connection(take, (at) => { model.miss(at); refresh(); });
const narrow = matchMedia("(max-width: 68.99rem)");

/** The moment that is shown: while there is no connection, time stands still, but for the age of the figures. */
const shownNow = () => (connection.lost && connection.answeredAt ? clock.now() - connection.age : clock.now());
list.now = shownNow;

/** An answer of the server came. */
function take(body, at) {
  performance.clearMarks("fusebox-refresh");
  performance.clearMeasures("fusebox-refresh");
  performance.mark("fusebox-refresh");
  let answer;
  try { answer = JSON.parse(body); } catch { throw new Problem("The answer of the server is not JSON."); }
  if (answer === null || typeof answer !== "object") { throw new Problem("The answer of the server is not a snapshot."); }
  const changed = model.take(answer, serverTime(answer, at));
  refresh();
  announce(changed);
  moves.showState();
  performance.measure("fusebox-refresh", "fusebox-refresh");
}

/** Shows all that is known. */
function refresh() {
  const view = address.read();
  const now = shownNow();
  summary.showConnection(connection, clock.now());
  if (connection.answeredAt === 0 && model.programs.length === 0) { document.title = connection.failures ? "No connection – Fusebox" : "Fusebox"; return; }
  const news = summary.showVerdict(model, now, connection.lost);
  summary.showNotices(model, now);
  summary.showProgram(model);
  summary.showChips(model, view, (state) => address.change({ state }));
  showPrograms(view);
  moves.showButton();
  showNothing(list.show(view, now), view);
  list.mark(view);
  showPane(view, now);
  showTitle(news);
}

function showTitle(news) {
  const kind = byId("verdict").dataset.kind;
  document.title = connection.lost ? "No connection – Fusebox" : `${news} – Fusebox`;
  const icon = connection.lost ? "icon-lost.svg" : kind === "open" || kind === "forced-open" ? "icon-open.svg" : "icon.svg";
  set(byId("icon"), "href", icon);
}

function showPrograms(view) {
  const many = model.programs.length > 1;
  byId("programs-field").hidden = !many && !view.in;
  byId("page").classList.toggle("many", model.programs.some((program) => program.id !== ""));
  const select = byId("programs");
  const ids = model.programs.map((program) => program.id);
  if (view.in && !ids.includes(view.in)) { ids.push(view.in); }
  if (select.dataset.shown !== String(ids)) {
    select.dataset.shown = String(ids);
    const labels = new Map(model.programs.map((program) => [program.id, program.label]));
    select.replaceChildren(...["", ...ids].map((id) => {
      const option = make("option", "", id === "" ? "All" : labels.get(id) ?? `${visible(id)} (gone)`);
      option.value = id;
      return option;
    }));
  }
  select.value = view.in ?? "";
}

/** What the list says when it is empty. */
function showNothing(shown, view) {
  byId("controls").hidden = model.breakers.length === 0;
  byId("nothing").hidden = shown > 0;
  if (shown > 0) { return; }
  const none = model.breakers.length === 0;
  put(byId("nothing-news"), none ? "Fusebox guards nothing here yet" : "No breaker is like this");
  const file = visible(model.programs[0]?.fusebox.configFile) || "fusebox.properties";
  put(byId("nothing-more"), none ? `Name methods in ${file}: breaker.payments.methods = com.acme.PaymentClient#charge`
    : `There are ${plural(model.breakers.length, "breaker")}, but the filter leaves out all of them.`);
  byId("nothing-clear").hidden = none || !(view.q || view.state || view.in);
}

/** The details stand beside the list; on a narrow screen they cover it. */
function showPane(view, now) {
  const breaker = model.find(view.program ?? "", view.name, view.key ?? null) ?? null;
  const covers = narrow.matches && (breaker !== null || view.view === address.CHANGES);
  byId("pane").hidden = narrow.matches && !covers;
  document.body.classList.toggle("covered", covers);
  for (const part of [document.querySelector("main"), document.querySelector(".top")]) { part.inert = covers; }
  document.body.classList.toggle("has-breaker", breaker !== null);
  if (!byId("pane").hidden) { pane.show(breaker, now, connection.lost); }
}

function closePane() {
  const view = address.read();
  const breaker = model.find(view.program ?? "", view.name, view.key ?? null);
  address.change(address.NO_DETAILS, true);
  if (view.view === address.CHANGES && !breaker) { byId("verdict-last").focus(); } else { list.focus(breaker); }
}

/** Says to a screen reader which breakers changed their state. */
function announce(changed) {
  if (changed.length === 0) { return; }
  const text = changed.length > 3 ? `${changed.length} breakers changed their state. ${byId("verdict-news").textContent}.`
    : changed.map((breaker) => `${breaker.label}: ${breaker.word}${breaker.changes[0] ? `, ${breaker.changes[0].reason}` : ""}.`).join(" ");
  speak(text);
}

/** Has a screen reader say something, once. */
function speak(text) { byId("announcer").textContent = text; }

let saidTimer = 0;

/** The answer to a move: shown for a while, and the new state asked for at once. */
function said(text, done) {
  const box = byId("said");
  put(box, visible(text));
  box.classList.toggle("failed", !done);
  box.hidden = false;
  speak(visible(text));
  clearTimeout(saidTimer);
  saidTimer = setTimeout(() => { box.hidden = true; }, done ? 8_000 : 20_000);
  connection.ask();
}

let wasLost = false;

/** Every second: countdowns, ages, and whether the last answer is still new enough. */
function tick() {
  summary.showConnection(connection, clock.now());
  if (wasLost !== connection.lost) {
    wasLost = connection.lost;
    speak(wasLost ? `No connection. ${connection.problem}` : "Connected again.");
    refresh();
    return;
  }
  const now = shownNow();
  list.tick(now, connection.lost);
  if (model.programs.length > 0) { showPane(address.read(), now); }
}

let filterTimer = 0;
byId("filter").addEventListener("input", () => {
  clearTimeout(filterTimer);
  filterTimer = setTimeout(() => address.change({ q: byId("filter").value }), 80);
});
byId("filter").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); list.focus(null); }
});
byId("programs").addEventListener("change", () => address.change({ in: byId("programs").value }));
byId("nothing-clear").addEventListener("click", () => { byId("filter").value = ""; address.change({ q: undefined, state: undefined, in: undefined }); byId("filter").focus(); });
byId("lost-retry").addEventListener("click", () => connection.ask());
byId("skip").addEventListener("click", (event) => { event.preventDefault(); list.focus(null); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && event.target !== byId("filter") && (document.body.classList.contains("covered") || document.body.classList.contains("has-breaker"))) { closePane(); }
});

let viewed = "";
addEventListener("hashchange", () => {
  const view = address.read();
  if (document.activeElement !== byId("filter")) { byId("filter").value = view.q ?? ""; }
  refresh();
  // Whoever opened details wants to read them: the focus follows.
  const details = `${view.name} ${view.key} ${view.program} ${view.view}`;
  if (details !== viewed && (view.name !== undefined || view.view)) { pane.focus(); }
  viewed = details;
});
narrow.addEventListener("change", refresh);
addEventListener("resize", () => { if (model.programs.length > 0) { showPane(address.read(), shownNow()); } });

byId("filter").value = address.read().q ?? "";
connection.ask();
setInterval(tick, 1_000);
