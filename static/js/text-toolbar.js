// <text-toolbar> in a <text-box>: one Tab stop for all its buttons, arrows between them, and the key that a button names presses it.
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

class TextToolbar extends HTMLElement {
  connectedCallback() {
    this.buttons = [...this.querySelectorAll("button")].filter((button) => !button.closest("[popover]"));
    this.stopAt(this.buttons[0]);
    this.addEventListener("keydown", (event) => this.walk(event));
    this.closest("text-box").addEventListener("keydown", (event) => this.press(event));
  }

  walk(event) {
    const here = this.buttons.indexOf(event.target);
    const at = { Home: 0, End: -1 }[event.key] ?? (here + STEPS[event.key]) % this.buttons.length;
    if (here < 0 || Number.isNaN(at)) return;
    event.preventDefault();
    this.stopAt(this.buttons.at(at)).focus();
  }

  stopAt(stop) {
    for (const button of this.buttons) button.tabIndex = button === stop ? 0 : -1;
    return stop;
  }

  press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = `control+${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}`;
    const button = this.buttons.find((one) => one.getAttribute("aria-keyshortcuts")?.split(" ").map((one) => one.toLowerCase()).includes(key));
    if (!button) return;
    event.preventDefault();
    button.click();
  }
}

customElements.define("text-toolbar", TextToolbar);
