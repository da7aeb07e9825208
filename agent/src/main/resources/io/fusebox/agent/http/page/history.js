// What the page remembers: the rates of the last ten minutes, computed from the differences of totals.

/** How far back the charts go. */
export const WINDOW = 10 * 60 * 1000;

// Room for the window at one answer every 2 seconds, and some more for failed ones.
const SLOTS = 330;

/** The moments of all answers, in one ring. Every Series has its values at the same slots. */
export class Timeline {
  #from = new Float64Array(SLOTS).fill(NaN);
  #to = new Float64Array(SLOTS).fill(NaN);
  #slot = 0;
  #last = NaN;

  /** Begins a slot that reaches from the moment before to `at`. A clock that was set back starts the record again. */
  begin(at) {
    if (at <= this.#last) { this.#to.fill(NaN); }
    this.#slot = (this.#slot + 1) % SLOTS;
    this.#from[this.#slot] = at > this.#last ? this.#last : NaN;
    this.#to[this.#slot] = at;
    this.#last = at;
    return this.#slot;
  }

  /** Calls visit(slot, from, to) for every slot that ends after `since`, the newest first. */
  visit(since, visit) {
    for (let i = 0, slot = this.#slot; i < SLOTS; i++, slot = (slot + SLOTS - 1) % SLOTS) {
      const to = this.#to[slot];
      if (!(to > since)) { return; }
      const from = this.#from[slot];
      if (from < to) { visit(slot, from, to); }
    }
  }
}

/** Calls, errors and rejections a second of one breaker, or of all together. NaN: not known. */
export class Series {
  calls = new Float32Array(SLOTS).fill(NaN);
  errors = new Float32Array(SLOTS).fill(NaN);
  rejected = new Float32Array(SLOTS).fill(NaN);

  set(slot, calls, errors, rejected) {
    this.calls[slot] = calls;
    this.errors[slot] = errors;
    this.rejected[slot] = rejected;
  }

  add(slot, calls, errors, rejected) {
    this.calls[slot] += calls;
    this.errors[slot] += errors;
    this.rejected[slot] += rejected;
  }

  /** The mean of the last `span` milliseconds: steadier than the last difference alone. */
  recent(timeline, now, span = 10_000) {
    const sum = { time: 0, calls: 0, errors: 0, rejected: 0 };
    timeline.visit(now - span, (slot, from, to) => {
      if (Number.isNaN(this.calls[slot])) { return; }
      const time = to - from;
      sum.time += time;
      sum.calls += this.calls[slot] * time;
      sum.errors += this.errors[slot] * time;
      sum.rejected += this.rejected[slot] * time;
    });
    return { calls: sum.calls / sum.time, errors: sum.errors / sum.time, rejected: sum.rejected / sum.time };
  }

  /**
   * The window cut into spans of `width` milliseconds, the oldest first: {at, calls, errors, rejected}, with NaN where nothing
   * is known. The cuts lie at fixed moments, so that the chart moves on without changing its shape.
   */
  spans(timeline, now, width) {
    const first = Math.floor((now - WINDOW) / width);
    const spans = Array.from({ length: Math.floor(now / width) - first + 1 },
      (_, i) => ({ at: (first + i + 0.5) * width, time: 0, calls: 0, errors: 0, rejected: 0 }));
    timeline.visit(first * width, (slot, from, to) => {
      if (Number.isNaN(this.calls[slot])) { return; }
      for (let i = Math.max(0, Math.floor(from / width) - first); i < spans.length; i++) {
        const start = (first + i) * width;
        if (start >= to) { break; }
        const time = Math.min(to, start + width) - Math.max(from, start);
        const span = spans[i];
        span.time += time;
        span.calls += this.calls[slot] * time;
        span.errors += this.errors[slot] * time;
        span.rejected += this.rejected[slot] * time;
      }
    });
    for (const span of spans) {
      span.calls /= span.time;
      span.errors /= span.time;
      span.rejected /= span.time;
    }
    return spans;
  }
}
