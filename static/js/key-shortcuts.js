// Single keys for what is on the page already: a key clicks the link that names it in aria-keyshortcuts.
// Never while typing, and only where the reader's settings render this element (WCAG 2.1.4).
const PATIENCE = 900; // milliseconds between "g" and its second letter

class KeyShortcuts extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    document.addEventListener("keydown", (event) => this.press(event), { signal: this.leaving.signal });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.isBusy(event.target)) return;
    const second = event.timeStamp - (this.went ?? -Infinity) < PATIENCE;
    this.went = event.key === "g" && !second ? event.timeStamp : -Infinity;
    if (this.went === event.timeStamp) return;
    if (this.answer(event.key, second)) event.preventDefault();
  }

  isBusy(target) {
    return target.isContentEditable || target.closest("input, textarea, select") || document.querySelector("dialog[open]");
  }

  answer(key, second) {
    if (second) return this.follow(`[data-go="${CSS.escape(key)}"]`);
    if (key === "/") return this.focus(document.querySelector("[data-main-search]") ?? document.querySelector("#quick"));
    if (key === "?") return this.querySelector("dialog").showModal() ?? true;
    if (key === "j" || key === "k") return this.step(key === "j" ? 1 : -1);
    return /^[a-z]$/.test(key) && this.follow(`[aria-keyshortcuts="${key}"]`);
  }

  follow(selector) {
    const link = document.querySelector(selector);
    link?.click();
    return Boolean(link);
  }

  focus(control) {
    control?.focus();
    return Boolean(control);
  }

  step(by) {
    const links = [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector("a.row-title, a")).filter((link) => link?.checkVisibility());
    const here = links.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
    return this.focus(links[Math.max(0, Math.min(links.length - 1, here + by))]);
  }
}

customElements.define("key-shortcuts", KeyShortcuts);
