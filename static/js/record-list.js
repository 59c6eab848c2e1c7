// <record-list> around a box for names of records: a list while somebody types a name or words of a title. Arrows choose, Enter or Tab takes, Escape closes.
const PAUSE = 120; // milliseconds
const LONGEST = 40; // letters

class RecordList extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input:not([type=hidden], [type=radio])");
    this.list = this.querySelector("[role=listbox]");
    this.status = this.querySelector("[role=status]");
    const said = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": false };
    for (const [name, value] of Object.entries(said)) this.box.setAttribute(name, value);
    this.box.addEventListener("input", () => this.look());
    this.box.addEventListener("keydown", (event) => this.press(event));
    this.box.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => (event.preventDefault(), this.take(event.target.closest("[role=option]"))));
  }

  // The name that is typed is what follows the last comma.
  async look() {
    this.close();
    const typed = this.box.value.slice(this.before.length).trim();
    const { signal } = (this.asked = new AbortController());
    await new Promise((done) => setTimeout(done, PAUSE));
    if (signal.aborted || !typed || typed.length > LONGEST) return;
    const asked = [`${this.getAttribute("src")}?only=records&q=${encodeURIComponent(`#${typed}`)}`, { signal, headers: { "HX-Request": "true" } }];
    const html = await fetch(...asked).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
    if (signal.aborted) return;
    const options = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("[role=option]")];
    options.forEach((option, at) => (option.id = `${this.list.id}_${at}`));
    this.list.replaceChildren(...options);
    this.list.style.top = `${this.box.offsetTop + this.box.offsetHeight}px`;
    this.show(options.some((option) => option.dataset.words === typed.toUpperCase()) ? 0 : options.length); // what is named in full is in nobody's way
  }

  get before() {
    return this.box.value.slice(0, this.box.value.lastIndexOf(",") + 1);
  }

  press(event) {
    const options = [...this.list.children], step = { ArrowDown: 1, ArrowUp: -1 }[event.key], at = options.indexOf(this.active);
    if (event.key === "Escape") this.asked?.abort();
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
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  take(option) {
    if (!option) return;
    this.box.value = `${this.before}${this.before && " "}${option.dataset.words}`;
    this.box.dispatchEvent(new Event("input", { bubbles: true })); // what is typed is kept
    this.close();
  }

  show(count) {
    this.list.hidden = !count;
    this.box.setAttribute("aria-expanded", count > 0);
    this.status.textContent = count ? `${count} to choose from with the arrow keys` : "";
    this.mark(null);
  }

  close() {
    this.asked?.abort();
    this.show(0);
  }
}

customElements.define("record-list", RecordList);
