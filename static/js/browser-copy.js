// <browser-copy> in a form with a text: the copy in this browser, which outlives the page. It goes when the server says that its text
// has become a revision; <earlier-copies> finds what was left.
const DELAY = 200; // milliseconds

class BrowserCopy extends HTMLElement {
  connectedCallback() {
    Object.assign(this, { form: this.closest("form"), gone: new AbortController() });
    const on = (where, kind, act) => where.addEventListener(kind, act, { signal: this.gone.signal });
    on(this.form, "typed", () => (this.timer ??= setTimeout(() => this.write(), DELAY)));
    on(this.form, "kept", ({ detail }) => detail.receipt.revision && this.drop(detail));
    on(document, "visibilitychange", () => this.timer && this.write());
    on(window, "pagehide", () => this.timer && this.write());
  }

  disconnectedCallback() {
    this.gone.abort();
    clearTimeout(this.timer);
  }

  // Private windows and strict settings may forbid the storage itself.
  get isShut() {
    try {
      return !localStorage;
    } catch {
      return true;
    }
  }

  get mine() {
    return `unsaved:${this.form.elements.typed_by.value}:`;
  }

  write() {
    clearTimeout(this.timer);
    this.timer = null;
    const typed = [...new FormData(this.form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    this.isFull = false;
    try {
      localStorage.setItem(this.mine + this.form.elements.editing.value, JSON.stringify(typed));
    } catch {
      this.isFull = true;
      this.form.dispatchEvent(new Event("full"));
    }
  }

  drop({ isNewest, editing }) {
    if (!isNewest) return;
    clearTimeout(this.timer);
    this.timer = null;
    if (this.isShut) return; // a browser that keeps nothing has nothing to drop
    localStorage.removeItem(this.mine + editing);
    for (const { value } of this.form.querySelectorAll("[name=continues]")) {
      const [one, stroke] = value.split("~");
      if (!stroke || this.strokeOf(one) <= Number(stroke)) localStorage.removeItem(this.mine + one); // else somebody typed on in its own window
    }
  }

  strokeOf(editing) {
    return Number(Object.fromEntries(JSON.parse(localStorage.getItem(this.mine + editing) ?? "[]")).stroke ?? 0);
  }
}

customElements.define("browser-copy", BrowserCopy);
