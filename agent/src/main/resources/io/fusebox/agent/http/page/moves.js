// Moves of an operator: the token, the question before, the answer after.
import { move } from "./connection.js";
import { byId, put } from "./words.js";

/** The operations as the server names them. `grave`: it overrides the breaker, or cannot be taken back. */
export const OPERATIONS = {
  "close": { word: "Close", target: "CLOSED", effect: "All calls are admitted again, and errors count from 0." },
  "half-open": { word: "Half-open", target: "HALF_OPEN", effect: "Probes are let through now. They decide whether the breaker closes or opens again." },
  "open": { word: "Open", target: "OPEN", effect: "Calls are rejected for the time of its settings. Then a probe decides." },
  "force-open": { word: "Force open", target: "FORCED_OPEN", grave: true, effect: "Every call is rejected until an operator moves the breaker, whether the service works or not." },
  "force-close": { word: "Force closed", target: "FORCED_CLOSED", grave: true, effect: "Every call is admitted until an operator moves the breaker, however many of them fail." },
  "reset": { word: "Reset", target: "CLOSED", grave: true, effect: "The breaker closes. Its totals, its counters and its last error are cleared, and cannot be brought back." },
};

const KEY = "fusebox-token";

export class Moves {
  #token = "";
  #asked = null;
  #then = null;

  /** `changed` is called when the token came or went, `moved` after a move. */
  constructor(model, changed, moved) {
    this.model = model;
    this.changed = changed;
    this.moved = moved;
    try { this.#token = sessionStorage.getItem(KEY) ?? ""; } catch { /* a browser without storage: this page keeps it */ }
    byId("token-button").addEventListener("click", () => this.askToken());
    byId("token-cancel").addEventListener("click", () => byId("token-dialog").close());
    byId("token-forget").addEventListener("click", () => { this.#keep(""); byId("token-dialog").close(); });
    byId("token-form").addEventListener("submit", (event) => this.#takeToken(event));
    byId("token-dialog").addEventListener("close", () => { byId("token").value = ""; this.#then = null; });
    byId("move-cancel").addEventListener("click", () => byId("move-dialog").close());
    byId("move-form").addEventListener("submit", (event) => this.#perform(event));
    byId("move-dialog").addEventListener("close", () => { this.#asked = null; });
  }

  /** "yes", "token" if one is needed first, or a sentence that says why not. */
  status(breaker) {
    if (!this.model.moves) { return "Read-only: moves are not allowed here."; }
    if (/^\.{0,2}$/.test(breaker.rawName)) { return "A breaker of this name can be moved by the command line only."; }
    return this.#token ? "yes" : "token";
  }

  showButton() {
    const button = byId("token-button");
    button.hidden = !this.model.moves;
    byId("readonly").hidden = this.model.moves || this.model.programs.length === 0;
    button.classList.toggle("unlocked", this.#token !== "");
    button.title = this.#token ? "Moves are unlocked; forget the token" : "Moves need a token";
    put(button, this.#token ? "Unlocked" : "Unlock");
  }

  /** Asks for the token; `then` is done when it is there. */
  askToken(problem = "", then = null) {
    const local = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
    byId("token-plain").hidden = location.protocol === "https:" || local;
    byId("token-forget").hidden = !this.#token;
    this.#fail("token-failed", problem);
    byId("token-dialog").showModal();
    this.#then = then;
    byId("token").focus();
  }

  #takeToken(event) {
    event.preventDefault();
    const token = byId("token").value.trim();
    // A header carries printable ASCII only; anything else is no token of the server's.
    if (!/^[\x21-\x7e]+$/.test(token)) { this.#fail("token-failed", "A token has letters, digits and signs of ASCII, without spaces."); return; }
    const then = this.#then;
    this.#keep(token);
    byId("token-dialog").close();
    then?.();
  }

  #keep(token) {
    this.#token = token;
    try { if (token) { sessionStorage.setItem(KEY, token); } else { sessionStorage.removeItem(KEY); } } catch { /* as above */ }
    this.changed();
  }

  /** Asks before the move: what is moved, what it does, what its state is now. The answer that takes nothing away has the focus. */
  ask(breaker, operation) {
    const { word, grave, effect } = OPERATIONS[operation];
    this.#asked = { breaker, operation };
    put(byId("move-title"), `${word}?`);
    put(byId("move-name"), breaker.program.label ? `${breaker.label} in ${breaker.program.label}` : breaker.label);
    put(byId("move-effect"), effect);
    put(byId("move-go"), word);
    byId("move-go").classList.toggle("grave", grave === true);
    byId("move-go").disabled = false;
    this.#fail("move-failed", "");
    this.showState();
    byId("move-dialog").showModal();
    byId("move-cancel").focus();
  }

  /** The state may change while the question is open: it is told with every answer of the server. */
  showState() {
    if (!this.#asked) { return; }
    const { breaker } = this.#asked;
    const here = this.model.breakers.includes(breaker);
    put(byId("move-now"), here ? `Its state now: ${breaker.word}.` : "This breaker is gone.");
    if (!here) { byId("move-go").disabled = true; }
  }

  async #perform(event) {
    event.preventDefault();
    const asked = this.#asked;
    if (!asked) { return; }
    byId("move-go").disabled = true;
    const { done, refused, text } = await move(asked.breaker, asked.operation, this.#token);
    if (this.#asked === asked) {
      byId("move-go").disabled = false;
      if (done || refused) { byId("move-dialog").close(); } else { this.#fail("move-failed", text); }
    }
    if (refused) { this.#keep(""); this.askToken("The server refused the token.", () => this.ask(asked.breaker, asked.operation)); return; }
    this.moved(text, done);
  }

  #fail(id, text) {
    put(byId(id), text);
    byId(id).hidden = text === "";
  }
}
