// <autosave-form> in a form with a text: has it kept while somebody types, and saved without leaving the page. <text-courier> carries it.
const EVERY = 2_000, AGAIN = [5_000, 10_000, 30_000]; // milliseconds

// crypto.randomUUID is not there on plain http.
const digit = (place) => (place ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (place / 4)))).toString(16);

class AutosaveForm extends HTMLElement {
  connectedCallback() {
    Object.assign(this, { form: this.closest("form"), courier: this.querySelector("text-courier"), stroke: 0, kept: 0, failures: 0 });
    this.gone = new AbortController();
    const on = (where, kinds, act) => kinds.split(" ").forEach((kind) => where.addEventListener(kind, act, { signal: this.gone.signal }));
    on(this.form, "input", () => this.type());
    on(this.form, "focusout", () => this.keep());
    on(this.form, "submit", (event) => this.submit(event));
    on(this.form, "kept", ({ detail }) => Object.assign(this, { kept: Math.max(this.kept, detail.stroke), failures: 0, isBack: false }));
    on(this.form, "unkept", ({ detail }) => detail.job && this.wait(detail.job));
    on(this.form, "leaving", () => (this.isLeaving = true));
    on(document, "keydown", (event) => this.press(event));
    on(document, "visibilitychange", () => this.keep());
    on(window, "focus online", () => this.comeBack());
    on(window, "pagehide", () => this.keep({ keepalive: true }));
    on(window, "beforeunload", (event) => this.isAhead && event.preventDefault());
    this.begin();
    if (this.hasAttribute("ahead")) this.type(); // the form came back, with a text that may be nowhere else yet
  }

  disconnectedCallback() {
    this.gone.abort();
    [this.timer, this.retry].forEach(clearTimeout);
  }

  // Each opened editor has a UUID of its own, also where the browser shows the same page twice.
  begin() {
    this.form.elements.editing.value = "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
  }

  get isAhead() {
    return this.stroke > this.kept && !this.isLeaving;
  }

  type() {
    this.isLeaving = false; // the page that comes next was stopped, or slow, or Back led here again
    this.form.elements.stroke.value = ++this.stroke;
    this.timer ??= setTimeout(() => this.keep(), EVERY);
    this.form.dispatchEvent(new Event("typed"));
  }

  keep(job = {}) {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.isAhead) this.carry(job);
  }

  carry(job) {
    clearTimeout(this.retry);
    this.courier.carry({ ...this.waiting, ...job });
    this.waiting = null;
  }

  wait(job) {
    clearTimeout(this.retry);
    this.waiting = { save: job.save || this.waiting?.save };
    this.retry = setTimeout(() => this.carry(), this.isBack ? 0 : AGAIN[Math.min(this.failures++, AGAIN.length - 1)]);
    this.isBack = false;
  }

  // What left before, or before the network was really there, may still fail: it is sent again at once.
  comeBack() {
    Object.assign(this, { failures: 0, isBack: Boolean(this.waiting || this.courier.isBusy) });
    if (this.waiting) this.carry();
  }

  press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    this.carry({ save: this.hasAttribute("saves") });
  }

  submit(event) {
    const button = event.submitter;
    if (button?.formTarget) return; // a preview in a window of its own
    if (!this.hasAttribute("saves") || button?.name || button?.hasAttribute("formaction")) return (this.isLeaving = true);
    event.preventDefault();
    this.carry({ save: true, leave: true });
  }
}

customElements.define("autosave-form", AutosaveForm);
