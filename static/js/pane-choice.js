// <pane-choice> around two buttons of an editor: where there is no room for both, the text or its preview.
class PaneChoice extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.choose(event.target.closest("button")));
  }

  choose(button) {
    if (!button) return;
    this.closest(".md").dataset.pane = button.value;
    for (const one of this.querySelectorAll("button")) one.setAttribute("aria-pressed", one === button);
  }
}

customElements.define("pane-choice", PaneChoice);
