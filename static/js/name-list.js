// <name-list> around a <datalist>: a browser completes a whole field, so after a comma each option begins with what stands before it.
class NameList extends HTMLElement {
  connectedCallback() {
    this.options = [...this.querySelectorAll("option")].map((option) => [option, option.value]);
    this.form = this.closest("form");
    this.form.addEventListener("focusin", this);
    this.form.addEventListener("input", this);
  }

  disconnectedCallback() {
    this.form.removeEventListener("focusin", this);
    this.form.removeEventListener("input", this);
  }

  handleEvent({ target }) {
    if (target.list?.parentNode !== this) return;
    const before = target.value.slice(0, target.value.lastIndexOf(",") + 1);
    if (before === this.before) return;
    this.before = before;
    for (const [option, name] of this.options) option.value = before ? `${before} ${name}` : name;
  }
}

customElements.define("name-list", NameList);
