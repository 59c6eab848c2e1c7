// <mention-list> in a <text-box>: after @ people, after # records and meetings. Arrows choose, Enter or Tab takes, Escape closes.
const TYPED = /(?:^|[\s([*_>])(@[\p{L}\p{N}_-]{0,40}|#[\p{L}\p{N}_-]{1,40})$/u;
const PAUSE = 120; // milliseconds

class MentionList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("[role=listbox]");
    this.box = this.closest("text-box");
    this.text = this.box.querySelector("textarea");
    this.status = this.querySelector("[role=status]");
    for (const [name, value] of [["autocomplete", "list"], ["haspopup", "listbox"], ["controls", this.list.id]]) this.text.setAttribute(`aria-${name}`, value);
    this.text.addEventListener("input", () => this.look());
    this.text.addEventListener("keydown", (event) => this.press(event));
    for (const leaving of ["blur", "click"]) this.text.addEventListener(leaving, () => this.close());
    this.list.addEventListener("mousedown", (event) => (event.preventDefault(), this.take(event.target.closest("[role=option]"))));
  }

  look() {
    this.asked?.abort();
    const { value, selectionStart: at, selectionEnd } = this.text;
    const typed = at === selectionEnd && TYPED.exec(value.slice(Math.max(0, at - 60), at))?.[1];
    if (!typed) return this.close();
    this.from = at - typed.length;
    this.ask(typed);
  }

  async ask(typed) {
    this.asked = new AbortController();
    const { signal } = this.asked;
    await new Promise((done) => setTimeout(done, PAUSE));
    const asked = [`${this.getAttribute("src")}?q=${encodeURIComponent(typed)}`, { signal, headers: { "HX-Request": "true" } }];
    const html = signal.aborted ? "" : await fetch(...asked).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
    if (signal.aborted) return;
    const options = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("[role=option]")];
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.mark(null);
    this.status.textContent = options.length ? `${options.length} to choose from with the arrow keys` : "";
    if (options.length) this.stand();
  }

  // Below the line that is typed in, inside the box, and in sight.
  stand() {
    const [{ left, top, height }] = this.box.querySelector("text-mirror").points([this.from]);
    this.list.style.left = `${Math.max(0, Math.min(left, this.text.clientWidth - this.list.offsetWidth))}px`;
    this.list.style.top = `${this.text.offsetTop + top + height - this.text.scrollTop}px`;
    this.list.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    const options = [...this.list.children], step = { ArrowDown: 1, ArrowUp: -1 }[event.key], at = options.indexOf(this.active);
    if (this.list.hidden || event.isComposing) return;
    if (step) this.mark(options.at((at < 0 && step < 0 ? at : at + step) % options.length));
    else if (event.key === "Escape") this.close();
    else if (["Enter", "Tab"].includes(event.key) && this.active) this.take(this.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  mark(option) {
    this.active = option;
    for (const one of this.list.children) one.setAttribute("aria-selected", one === option);
    if (option) this.text.setAttribute("aria-activedescendant", option.id);
    else this.text.removeAttribute("aria-activedescendant");
  }

  take(option) {
    if (option) this.box.put(`${option.dataset.words} `, this.from, this.text.selectionStart); // the space closes the list
  }

  close() {
    this.asked?.abort();
    this.list.hidden = true;
    this.mark(null);
    this.status.textContent = "";
  }
}

customElements.define("mention-list", MentionList);
