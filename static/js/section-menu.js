// <section-menu> around the sections of a template: offers those whose headings the text lacks.
class SectionMenu extends HTMLElement {
  connectedCallback() {
    this.querySelector("[popover]").addEventListener("beforetoggle", () => this.offer());
  }

  offer() {
    const { value } = this.closest("text-box").querySelector("textarea");
    const headings = new Set(value.match(/^ {0,3}#{1,6}[ \t].*$/gm)?.map((line) => line.replace(/^[ #\t]+|[ #\t]+$/g, "").toLowerCase()));
    const buttons = [...this.querySelectorAll("[data-heading]")];
    for (const button of buttons) button.hidden = headings.has(button.dataset.heading.toLowerCase());
    this.querySelector("[data-none]").hidden = buttons.some((button) => !button.hidden);
  }
}

customElements.define("section-menu", SectionMenu);
