// Numbers, times and texts as the page shows them. Nothing here knows the DOM but put() at the end.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayTime = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });
const fullTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });

/** What a dash stands for: the figure is not known. */
export const UNKNOWN = "–";

export const count = (value) => (Number.isFinite(value) ? whole.format(value) : UNKNOWN);

/** A rate for each second: 0, 0.3, 12, 1.2K. */
export function rate(value) {
  if (!Number.isFinite(value)) { return UNKNOWN; }
  if (value === 0) { return "0"; }
  if (value < 0.095) { return "<0.1"; }
  if (value < 9.95) { return tenth.format(value); }
  return value < 9999.5 ? whole.format(value) : short.format(value);
}

/** A percentage; negative ones stand for unknown. */
export const percent = (value) => (Number.isFinite(value) && value >= 0 ? `${value < 10 && value % 1 ? tenth.format(value) : whole.format(value)}${SPACE}%` : UNKNOWN);

const SPACE = "\u00a0"; // between a number and its unit the line does not break

/** A length of time in its two largest units: 12 s, 2 min 5 s, 3 h 20 min, 4 d 2 h. With `one`, in its largest unit. */
export function duration(millis, one = false) {
  if (!Number.isFinite(millis)) { return UNKNOWN; }
  if (millis > 0 && millis < 1000) { return `${Math.round(millis)}${SPACE}ms`; }
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const at = units.findIndex(([size]) => seconds >= size);
  if (at < 0) { return `0${SPACE}s`; }
  const [size, unit] = units[at];
  const first = `${Math.floor(seconds / size)}${SPACE}${unit}`;
  const rest = at < 3 ? Math.floor((seconds % size) / units[at + 1][0]) : 0;
  return one || rest === 0 ? first : `${first} ${rest}${SPACE}${units[at + 1][1]}`;
}

/** A countdown in whole seconds, rounded up: it reads 0 only when the wait is over. */
export const countdown = (millis) => duration(Math.ceil(Math.max(0, millis) / 1000) * 1000);

/** How long ago, in whole seconds or more; with `one`, in its largest unit. */
export const ago = (millis, one = false) => duration(millis < 1000 ? 0 : millis, one);

/** The time of day; with the date if that was not today. `now` decides what today is. */
export function time(at, now) {
  if (!Number.isFinite(at)) { return UNKNOWN; }
  return new Date(at).toDateString() === new Date(now).toDateString() ? clockTime.format(at) : dayTime.format(at);
}

export const exactTime = (at) => (Number.isFinite(at) ? fullTime.format(at) : "");

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

// Characters that cannot be seen, or that turn the text around them: control characters, zero-width characters,
// directional marks and overrides, line separators, tags, and halves of surrogate pairs.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** A text from the program with everything in it that cannot be seen spelled out, so that it is what it looks like. */
export function visible(text) {
  return text === null || text === undefined ? "" : String(text).replace(HIDDEN, (c) => `\\u${c.codePointAt(0).toString(16).padStart(4, "0")}`);
}

/** A class name without its package: java.net.ConnectException is ConnectException. */
export const simpleName = (type) => visible(type).replace(/^.*\.(?=[^.]+$)/, "");

/** Sets the text of an element, and touches the document only if it changes. Texts get onto the page by this way alone. */
export function put(element, text) {
  const node = element.firstChild;
  if (node === null) { if (text !== "") { element.textContent = text; } } else if (node.data !== text) { node.data = text; }
}

/** Sets an attribute, and touches the document only if it changes. */
export function set(element, name, value) {
  if (element.getAttribute(name) !== value) { element.setAttribute(name, value); }
}

/** A new element with a class and a text. */
export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) { element.className = className; }
  if (text) { element.textContent = text; }
  return element;
}

export const byId = (id) => document.getElementById(id);
