// <browser-copy> in a form with a text: the copy in this browser, which outlives the page. It goes when the server says that its text
// has become a revision or was thrown away; what an earlier page left here is brought to the server, which offers it.
const DELAY = 200; // milliseconds

class BrowserCopy extends HTMLElement {
  connectedCallback() {
    Object.assign(this, { form: this.closest("form"), gone: new AbortController() });
    const on = (where, kind, act) => where.addEventListener(kind, act, { signal: this.gone.signal });
    on(this.form, "typed", () => (this.timer ??= setTimeout(() => this.write(), DELAY)));
    on(this.form, "kept", ({ detail }) => detail.receipt.revision && this.drop(detail));
    on(document, "visibilitychange", () => this.timer && this.write());
    on(window, "pagehide", () => this.timer && this.write());
    on(this.form, "click", ({ target }) => target.closest("#offers button") && document.getElementById("offers").focus());
    this.bringBack().catch(() => {}); // where a browser has no room at all, there is nothing to bring
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
    try {
      localStorage.setItem(this.mine + this.form.elements.editing.value, JSON.stringify(typed));
    } catch {
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

  async bringBack() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.mine));
    const kept = await Promise.all(keys.map((key) => this.bring(key).catch(() => false)));
    if (kept.includes(true)) document.getElementById("offers")?.dispatchEvent(new Event("offers"));
  }

  // Whether the server keeps the text of this copy, and may offer it.
  async bring(key) {
    const body = new FormData();
    for (const [name, value] of JSON.parse(localStorage.getItem(key))) body.append(name, value);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(this.getAttribute("keep"), { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.status === 413 || answer.status === 422) this.show(key, body, await answer.json());
    const receipt = answer.ok ? await answer.json() : {};
    if (receipt.kept === "nothing") localStorage.removeItem(key);
    return receipt.kept === "unsaved";
  }

  // What the server does not take is shown as it is, to be copied or thrown away.
  show(key, body, { sentence }) {
    const shown = this.querySelector("template").content.firstElementChild.cloneNode(true);
    shown.querySelector("[data-sentence]").textContent = sentence;
    shown.querySelector("textarea").value = [...body].filter(([name]) => /^text$|^own-/.test(name)).map(([, words]) => words).join("\n\n");
    shown.querySelector("button").addEventListener("click", () => localStorage.removeItem(key) ?? shown.remove());
    this.append(shown);
  }
}

customElements.define("browser-copy", BrowserCopy);
