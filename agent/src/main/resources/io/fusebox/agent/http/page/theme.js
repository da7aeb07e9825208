// The theme: light, dark, or what the system says. This small script runs before the page is drawn,
// so that a dark page never flashes white.
(() => {
  const KEY = "fusebox-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem(KEY); } catch { /* a browser without storage: the choice lasts as long as the page */ }

  function apply() {
    const theme = chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = theme;
    document.querySelector("meta[name=theme-color]").content = theme === "dark" ? "#0c0f13" : "#f5f6f8";
    const button = document.getElementById("theme");
    if (button) {
      const word = chosen === "light" ? "Light" : chosen === "dark" ? "Dark" : "Auto";
      button.firstElementChild.textContent = word;
      button.setAttribute("aria-label", `Theme: ${word}`);
      button.dataset.theme = word.toLowerCase();
    }
  }

  function next() {
    const other = dark.matches ? "light" : "dark";
    const same = dark.matches ? "dark" : "light";
    chosen = chosen === null ? other : chosen === other ? same : null;
    try { if (chosen) { localStorage.setItem(KEY, chosen); } else { localStorage.removeItem(KEY); } } catch { /* as above */ }
    apply();
  }

  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme").addEventListener("click", next);
    apply();
  });
})();
