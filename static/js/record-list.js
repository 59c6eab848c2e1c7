// <record-list> around a box for names of records: the records that somebody may mean who types a name or words of a title.
const LONGEST = 40; // letters

class RecordList extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input:not([type=hidden], [type=radio])");
    this.choices = this.querySelector("choice-list");
    this.proposals = this.box.getAttribute("list"); // the browser's own list, for as long as nothing is typed
    for (const [name, value] of [["role", "combobox"], ["autocomplete", "off"], ["aria-expanded", false]]) this.box.setAttribute(name, value);
    this.box.addEventListener("input", () => this.look());
    this.addEventListener("taken", ({ detail }) => this.take(detail));
  }

  // The name that is typed is what follows the last comma.
  async look() {
    this.choices.close();
    const typed = this.box.value.slice(this.before.length).trim();
    if (this.proposals) typed ? this.box.removeAttribute("list") : this.box.setAttribute("list", this.proposals);
    if (!typed || typed.length > LONGEST) return;
    const options = await this.choices.ask(`?only=records&q=${encodeURIComponent(`#${typed}`)}`);
    const isNamed = options?.some((option) => option.dataset.words === typed.toUpperCase());
    if (!options || isNamed) return; // what is named in full is in nobody's way
    this.choices.list.style.top = `${this.box.offsetTop + this.box.offsetHeight}px`;
    this.choices.show(options);
  }

  get before() {
    return this.box.value.slice(0, this.box.value.lastIndexOf(",") + 1);
  }

  take(words) {
    this.box.value = `${this.before}${this.before && " "}${words}`;
    this.box.dispatchEvent(new Event("input", { bubbles: true })); // what is typed is kept
    this.choices.close();
  }
}

customElements.define("record-list", RecordList);
