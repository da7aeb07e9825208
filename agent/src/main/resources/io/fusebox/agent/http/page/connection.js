// Asks the server for the breakers, again and again: every 2 seconds, slowly while the page is hidden or the server is silent.

const INTERVAL = 2_000;
const HIDDEN_INTERVAL = 20_000;
const TIMEOUT = 5_000;
const BACKOFF = [2_000, 2_000, 4_000, 8_000, 15_000];

/** After this long without an answer the page says that the connection is lost. */
export const STALE = 5_000;

/** The server's clock as far as it is known here. For display: how long ago, at what time. */
export const clock = { offset: 0, now: () => Date.now() + clock.offset };

export class Connection {
  /** When the last answer came, on this machine's clock. 0: never. */
  answeredAt = 0;
  failures = 0;
  problem = "";
  nextAt = 0;
  #timer = 0;
  #asking = false;
  #onAnswer;
  #onFailure;

  constructor(onAnswer, onFailure) {
    this.#onAnswer = onAnswer;
    this.#onFailure = onFailure;
    document.addEventListener("visibilitychange", () => { if (!document.hidden) { this.ask(); } });
    addEventListener("online", () => this.ask());
    addEventListener("pageshow", (event) => { if (event.persisted) { this.ask(); } });
  }

  /** Is there no answer that the page may call "now"? */
  get lost() { return this.answeredAt > 0 ? Date.now() - this.answeredAt > STALE && !document.hidden : this.failures > 0; }

  get age() { return Date.now() - this.answeredAt; }

  /** Asks at once; the next question follows by itself. */
  async ask() {
    if (this.#asking) { return; }
    this.#asking = true;
    clearTimeout(this.#timer);
    const began = Date.now();
    try {
      const [body, at] = await this.#fetch();
      const first = this.answeredAt === 0;
      this.answeredAt = Date.now();
      this.failures = 0;
      this.problem = "";
      this.#onAnswer(body, at);
      this.#again(first ? 1_000 : (document.hidden ? HIDDEN_INTERVAL : INTERVAL) - (Date.now() - began));
    } catch (failure) {
      this.failures++;
      this.problem = failure instanceof Problem ? failure.message : failure?.name === "TimeoutError" ? "The server does not answer." : "The server cannot be reached.";
      if (!(failure instanceof TypeError || failure instanceof DOMException || failure instanceof Problem)) { console.error(failure); }
      this.#again(document.hidden ? HIDDEN_INTERVAL : BACKOFF[Math.min(this.failures, BACKOFF.length) - 1]);
      this.#onFailure(clock.now());
    } finally {
      this.#asking = false;
    }
  }

  #again(millis) {
    const wait = Math.max(200, millis);
    this.nextAt = Date.now() + wait;
    this.#timer = setTimeout(() => this.ask(), wait);
  }

  /** The answer as text, and the server's time of it. */
  async #fetch() {
    const response = await fetch("api/breakers", { headers: { Accept: "application/json" }, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) { throw new Problem(`The server answered with status ${response.status}.`); }
    const body = await response.text();
    // The header is exact to the second only: a smaller difference is no difference of the clocks.
    const offset = Date.parse(response.headers.get("Date")) - Date.now();
    if (Math.abs(offset - clock.offset) > 2_000) { clock.offset = offset; }
    return [body, clock.now()];
  }
}

/** An answer that is no snapshot. */
export class Problem extends Error {}

/** The exact time of the server, where the answer has it. */
export function serverTime(answer, fallback) {
  const at = Date.parse(answer.now);
  if (Number.isNaN(at)) { return fallback; }
  clock.offset = at - Date.now();
  return at;
}

/** Moves a breaker. Gives {done, refused, text}: refused says that the token was not accepted. */
export async function move(breaker, operation, token) {
  const query = new URLSearchParams();
  if (breaker.rawKey !== null) { query.set("key", breaker.rawKey); }
  if (breaker.program.id !== "") { query.set("pid", String(breaker.program.pid)); }
  const path = `api/breakers/${encodeURIComponent(breaker.rawName)}/${operation}`;
  try {
    const response = await fetch(String(query) ? `${path}?${query}` : path,
      { method: "POST", headers: { Authorization: `Bearer ${token}`, Accept: "text/plain" }, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(10_000) });
    const text = (await response.text()).trim().slice(0, 500);
    return { done: response.ok, refused: response.status === 401, text: text || `The server answered with status ${response.status}.` };
  } catch (failure) {
    const silent = failure?.name === "TimeoutError";
    return { done: false, refused: false, text: silent ? "The server did not answer. Look at the state before you try again." : "The server cannot be reached. Look at the state before you try again." };
  }
}
