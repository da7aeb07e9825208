// Charts as SVG: what became of the calls of the last ten minutes, stacked, and below it the states.
import { WINDOW } from "./history.js";
import { opens } from "./model.js";
import { make, put, rate, set, time, duration } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 190;
const TOP = 18;
const STRIP = 8;
const FOOT = 20;
const SPAN = 6_000;
const SPARK_SPAN = 10_000;
const SPARK = { width: 120, height: 28, strip: 4 };

function shape(name, attributes, className) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) { element.setAttribute(key, value); }
  if (className) { element.setAttribute("class", className); }
  return element;
}

/** The next larger of 1, 2, 5, 10, 20, 50 … */
export function niceTop(value) {
  if (!(value > 0)) { return 1; }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= value * 0.999);
}

/** The three stacked areas of the spans as path data: success at the bottom, then errors, then rejections. */
function areas(spans, x, y) {
  const paths = { success: "", errors: "", rejected: "" };
  for (let from = 0; from < spans.length; from++) {
    if (Number.isNaN(spans[from].calls)) { continue; }
    let to = from;
    while (to + 1 < spans.length && !Number.isNaN(spans[to + 1].calls)) { to++; }
    const part = spans.slice(from, to + 1);
    const good = part.map((s) => Math.max(0, s.calls - s.errors - s.rejected));
    const bad = part.map((s, i) => good[i] + s.errors);
    paths.success += area(part, x, y, good.map(() => 0), good);
    paths.errors += area(part, x, y, good, bad);
    paths.rejected += area(part, x, y, bad, part.map((s) => s.calls));
    from = to;
  }
  return paths;
}

/** The area between two rows of values, without the stretches where it has no height. */
function area(part, x, y, low, high) {
  let path = "";
  for (let from = 0; from < part.length; from++) {
    if (high[from] <= low[from]) { continue; }
    let to = from;
    while (to + 1 < part.length && high[to + 1] > low[to + 1]) { to++; }
    // One span more on each side, so that the area begins and ends at its neighbours.
    const first = Math.max(0, from - 1);
    const last = Math.min(part.length - 1, to + 1);
    for (let i = first; i <= last; i++) { path += `${i === first ? "M" : "L"}${x(part[i].at)} ${y(high[i])}`; }
    for (let i = last; i >= first; i--) { path += `L${x(part[i].at)} ${y(low[i])}`; }
    path += "Z";
    from = to;
  }
  return path;
}

const round = (value) => Math.round(value * 10) / 10;

/** Draws the small chart of a row. The document has its elements already; see the template "row". */
export function drawSpark(svg, breaker, timeline, now) {
  const spans = breaker.series.spans(timeline, now, SPARK_SPAN);
  const top = Math.max(...spans.map((s) => s.calls || 0), 0.001) * 1.1;
  const floor = SPARK.height - SPARK.strip - 1;
  const x = (at) => round(Math.min(SPARK.width, Math.max(0, SPARK.width * (1 - (now - at) / WINDOW))));
  const y = (value) => round(floor * (1 - value / top));
  const paths = areas(spans, x, y);
  for (const path of svg.querySelectorAll("path")) { set(path, "d", paths[path.getAttribute("class")]); }
  svg.querySelector(".bands").replaceChildren(...breaker.bands(now).filter((band) => band.to > now - WINDOW).map((band) => {
    const from = x(band.from);
    return shape("rect", { x: from, y: SPARK.height - SPARK.strip, width: Math.max(1.5, x(band.to) - from), height: SPARK.strip }, `band ${band.kind}`);
  }));
}

/** The large chart: a scale, the openings marked, and the figures of any moment by pointer or arrow keys. */
export class Chart {
  #box = make("div", "chart");
  #svg = shape("svg", {});
  #legend = make("p", "legend");
  #when = make("b");
  #cursor = null;
  #last = null;
  #width = 600;

  /** Builds the chart into an element. */
  constructor(parent) {
    set(this.#box, "tabindex", "0");
    set(this.#box, "role", "slider");
    set(this.#box, "aria-label", "Calls of the last ten minutes; arrow keys move through time");
    set(this.#box, "aria-valuemin", String(-WINDOW / 1000));
    set(this.#box, "aria-valuemax", "0");
    set(this.#svg, "aria-hidden", "true");
    const head = make("p", "chart-head");
    head.append(make("span", "", "Last 10 minutes"), this.#when);
    for (const [name, label] of [["calls", "calls/s"], ["errors", "errors/s"], ["rejected", "rejected/s"]]) {
      const item = make("span", `key ${name}`);
      item.append(make("b"), label);
      this.#legend.append(item);
    }
    this.#box.append(head, this.#legend, this.#svg);
    parent.replaceChildren(this.#box);
    // The size is told by the browser when it has it; to ask for it would make the browser lay out the page at once.
    // The drawing has a fixed height in its own units and grows with the letters of the page.
    new ResizeObserver(([{ contentRect: box }]) => {
      if (box.height === 0) { return; }
      this.#width = Math.max(200, Math.round(box.width * HEIGHT / box.height));
      if (this.#last) { this.draw(...this.#last); }
    }).observe(this.#svg);
    this.#svg.addEventListener("pointermove", (event) => this.#point(event));
    this.#svg.addEventListener("pointerdown", (event) => this.#point(event));
    this.#svg.addEventListener("pointerleave", () => this.#moveTo(null));
    this.#box.addEventListener("blur", () => this.#moveTo(null));
    this.#box.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Draws: a series, its present rates, the states (none for all breakers together), the changes that may open something. */
  draw(series, rates, bands, changes, timeline, now, lost) {
    this.#last = [series, rates, bands, changes, timeline, now, lost];
    const width = this.#width;
    set(this.#svg, "viewBox", `0 0 ${width} ${HEIGHT}`);
    const spans = series.spans(timeline, now, SPAN);
    const top = niceTop(Math.max(...spans.map((s) => s.calls || 0)));
    const floor = HEIGHT - FOOT - (bands.length ? STRIP + 3 : 0);
    const x = (at) => round(Math.min(width, Math.max(0, width * (1 - (now - at) / WINDOW))));
    const y = (value) => round(TOP + (floor - TOP) * (1 - value / top));
    const paths = areas(spans, x, y);
    const known = spans.filter((span) => span.time > 0);
    this.#svg.replaceChildren(
      ...this.#bands(bands, x, now, floor), ...this.#unknown(spans, x, floor, known.length), ...this.#lines(top, y, width),
      ...["success", "errors", "rejected"].map((name) => shape("path", { d: paths[name] }, name)),
      ...this.#scale(top, y, x, now, width, lost), ...this.#openings(changes, x, now, floor, bands.length > 0), ...this.#cursorLine(x, now, floor));
    this.#tell(spans, rates, now, lost);
  }

  #bands(bands, x, now, floor) {
    return bands.filter((band) => band.to > now - WINDOW).flatMap((band) => {
      const from = x(band.from);
      const width = Math.max(1.5, x(band.to) - from);
      return [shape("rect", { x: from, y: TOP, width, height: floor - TOP }, `wash ${band.kind}`),
        shape("rect", { x: from, y: floor + 3, width, height: STRIP }, `band ${band.kind}`)];
    });
  }

  /** Shades what the page did not see: before it was opened, and while the connection was lost. */
  #unknown(spans, x, floor, known) {
    const shades = [];
    for (let from = 0; from < spans.length; from++) {
      if (spans[from].time > 0) { continue; }
      let to = from;
      while (to + 1 < spans.length && !(spans[to + 1].time > 0)) { to++; }
      const start = x(spans[from].at - SPAN / 2);
      const width = x(spans[to].at + SPAN / 2) - start;
      if (to - from > 1) { shades.push(shape("rect", { x: start, y: TOP, width, height: floor - TOP }, "unseen-time")); }
      if (from === 0 && width > 190) {
        const words = shape("text", { x: start + width / 2, y: TOP + (floor - TOP) * 0.75 + 4, "text-anchor": "middle" }, "remark");
        words.textContent = known ? "before this page was opened" : "the record begins now";
        shades.push(words);
      }
      from = to;
    }
    return shades;
  }

  #lines(top, y, width) {
    return [top, top / 2, 0].map((value) => shape("line", { x1: 0, x2: width, y1: y(value), y2: y(value) }, "grid"));
  }

  #scale(top, y, x, now, width, lost) {
    const parts = [top, top / 2].map((value) => {
      const words = shape("text", { x: 2, y: y(value) + 12 }, "scale");
      words.textContent = value >= 1 ? rate(value).replace(".0", "") : String(value);
      return words;
    });
    const minutes = width > 420 ? [10, 8, 6, 4, 2, 0] : [10, 5, 0];
    for (const ago of minutes) {
      const at = x(now - ago * 60_000);
      const words = shape("text", { x: at, y: HEIGHT - 4, "text-anchor": ago === 0 ? "end" : ago === 10 ? "start" : "middle" }, "scale");
      words.textContent = ago === 0 ? (lost ? time(now, now) : "now") : `${ago} min ago`;
      parts.push(words);
    }
    return parts;
  }

  /** Marks the openings; for one breaker with a line down to the scale, for all together there may be too many. */
  #openings(changes, x, now, floor, one) {
    return changes.filter((change) => opens(change) && change.at > now - WINDOW).flatMap((change) => {
      const at = x(change.at);
      // An opening after a failed probe is no news: it has a small mark.
      const again = change.before === "half-open";
      const flag = shape("path", { d: again ? `M${at - 2} ${TOP - 8}h4l-2 4z` : `M${at - 5} ${TOP - 14}h10l-5 9z` }, "flag");
      return again || !one ? [flag] : [shape("line", { x1: at, x2: at, y1: TOP - 6, y2: floor }, "opening"), flag];
    });
  }

  #cursorLine(x, now, floor) {
    return this.#cursor === null ? [] : [shape("line", { x1: x(now - this.#cursor), x2: x(now - this.#cursor), y1: TOP - 6, y2: floor }, "cursor")];
  }

  /** The legend has the figures: those of now, or those under the cursor. */
  #tell(spans, rates, now, lost) {
    const at = this.#cursor === null ? now : now - this.#cursor;
    const figures = this.#cursor === null ? rates : spans[Math.max(0, Math.min(spans.length - 1, Math.floor((at - spans[0].at) / SPAN + 0.5)))];
    const [calls, errors, rejected] = this.#legend.children;
    put(this.#when, this.#cursor === null && !lost ? "Now" : time(at, now));
    put(calls.firstChild, rate(figures.calls));
    put(errors.firstChild, rate(figures.errors));
    put(rejected.firstChild, rate(figures.rejected));
    const ago = Math.round((this.#cursor ?? 0) / 1000);
    set(this.#box, "aria-valuenow", String(-ago));
    set(this.#box, "aria-valuetext", `${ago === 0 ? "now" : `${duration(ago * 1000)} ago`}: ${rate(figures.calls)} calls, ${rate(figures.errors)} errors, ${rate(figures.rejected)} rejected a second`);
  }

  #point(event) {
    const box = this.#svg.getBoundingClientRect();
    this.#moveTo(WINDOW * (1 - Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))));
  }

  #key(event) {
    const steps = { ArrowLeft: 10_000, ArrowRight: -10_000, PageUp: -60_000, PageDown: 60_000, Home: WINDOW, End: -WINDOW };
    const step = steps[event.key];
    if (step === undefined) { return; }
    event.preventDefault();
    this.#moveTo(Math.min(WINDOW, Math.max(0, (this.#cursor ?? 0) + step)));
  }

  #moveTo(cursor) {
    if (cursor === this.#cursor) { return; }
    this.#cursor = cursor;
    if (this.#last) { this.draw(...this.#last); }
  }
}
