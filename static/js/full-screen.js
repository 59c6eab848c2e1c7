// <full-screen> around a button in an editor: the editor fills the window and the rest of the page waits; the button or Escape ends it.
class FullScreen extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.editor = this.closest(".md");
    this.button.addEventListener("click", () => this.turn(!this.isOn));
    this.editor.addEventListener("keydown", (event) => this.isOn && event.key === "Escape" && !event.defaultPrevented && this.turn(false));
  }

  get isOn() {
    return this.editor.classList.contains("md--full");
  }

  turn(on) {
    this.editor.classList.toggle("md--full", on);
    this.button.setAttribute("aria-pressed", on);
    for (const node of this.others()) node.inert = on;
  }

  // What stands beside the editor and whatever holds it; where it says what is saved stays.
  *others() {
    for (let node = this.editor; node !== document.body; node = node.parentElement) {
      for (const other of node.parentElement.children) if (other !== node && !other.matches("script, .savebar")) yield other;
    }
  }
}

customElements.define("full-screen", FullScreen);
