// What the page shows stands in its address, behind the #: which breaker, which filter, which order.
// So that it can be bookmarked and sent, and "back" goes back.

const NAMES = ["name", "key", "program", "view", "state", "q", "in", "sort", "down"];

/** The present view as an object; what is not set is undefined. */
export function read() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(NAMES.filter((name) => parameters.has(name)).map((name) => [name, parameters.get(name)]));
}

function format(view) {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    if (view[name] !== undefined && view[name] !== null && view[name] !== "") { parameters.set(name, view[name]); }
    else if (name === "key" && view.key === "") { parameters.set("key", ""); }
  }
  return `#${parameters}`;
}

/** The address of a breaker's details within the present view. */
export function of(breaker, view = read()) {
  return format({ ...view, view: undefined, name: breaker.rawName, key: breaker.rawKey, program: breaker.program.id });
}

/** Does the view show this breaker's details? */
export function isOf(view, breaker) {
  return view.name === breaker.rawName && (view.key ?? null) === breaker.rawKey && (view.program ?? "") === breaker.program.id;
}

/** Changes a part of the view. With `push`, "back" returns to the view before. */
export function change(part, push = false) {
  const hash = format({ ...read(), ...part });
  if (hash === location.hash || (hash === "#" && location.hash === "")) { return; }
  history[push ? "pushState" : "replaceState"](history.state, "", hash);
  dispatchEvent(new Event("hashchange"));
}

export const NO_DETAILS = { name: undefined, key: undefined, program: undefined, view: undefined };
export const CHANGES = "changes";
