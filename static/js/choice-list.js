// <choice-list field="id" src="…"> holds the list under a field; the element around it says what to ask for, and hears what is "taken".
// Arrows choose, Enter or Tab takes, Escape closes.
const PAUSE = 120; // milliseconds

class ChoiceList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("[role=listbox]");
    this.status = this.querySelector("[role=status]");
    this.field = document.getElementById(this.getAttribute("field"));
    for (const [name, value] of [["autocomplete", "list"], ["haspopup", "listbox"], ["controls", this.list.id]]) this.field.setAttribute(`aria-${name}`, value);
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => (event.preventDefault(), this.take(event.target.closest("[role=option]"))));
  }

  // The options of what is asked, after a pause; nothing where the list was closed, or something else asked, meanwhile.
  async ask(query) {
    this.asked?.abort();
    const { signal } = (this.asked = new AbortController());
    await new Promise((done) => setTimeout(done, PAUSE));
    const asked = [this.getAttribute("src") + query, { signal, headers: { "HX-Request": "true" } }];
    const html = signal.aborted ? "" : await fetch(...asked).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
    return signal.aborted ? null : [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("[role=option]")];
  }

  show(options) {
    options.forEach((option, at) => (option.id = `${this.list.id}_${at}`));
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    if (this.field.role === "combobox") this.field.setAttribute("aria-expanded", options.length > 0);
    this.status.textContent = options.length ? `${options.length} to choose from with the arrow keys` : "";
    this.mark(null);
  }

  close() {
    this.asked?.abort();
    this.show([]);
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
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  take(option) {
    if (option) this.dispatchEvent(new CustomEvent("taken", { detail: option.dataset.words, bubbles: true }));
  }
}

customElements.define("choice-list", ChoiceList);
