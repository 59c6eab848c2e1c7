// <quick-search> around the search form and its suggestions: arrows walk from the field through the links, Escape and leaving close.
class QuickSearch extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.addEventListener("keydown", (event) => this.walk(event));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
  }

  walk(event) {
    const links = [...this.querySelectorAll("#suggestions a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && links.length) {
      event.preventDefault();
      this.field.focus();
      this.close();
    } else if (step && links.length) {
      event.preventDefault();
      const stops = [this.field, ...links];
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
    }
  }

  close() {
    this.querySelector("#suggestions").replaceChildren();
  }
}

customElements.define("quick-search", QuickSearch);
