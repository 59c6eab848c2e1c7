// <text-leaps> in a <text-box>: puts in what a browser would take too long to insert. Its undo knows nothing of that, so this takes it back.
const REMEMBERED = 5;

class TextLeaps extends HTMLElement {
  connectedCallback() {
    this.text = this.closest("text-box").querySelector("textarea");
    this.leaps = [];
    this.text.addEventListener("keydown", (event) => this.undo(event) && event.preventDefault());
  }

  leap(words, from, to) {
    const { value: before } = this.text;
    this.write(words, from, to);
    this.leaps = [...this.leaps, { before, after: this.text.value }].slice(-REMEMBERED);
  }

  // The browser's own undo goes back to where a leap began or ended, and no further: what it remembers of before is no longer there.
  undo({ key, ctrlKey, metaKey, shiftKey, altKey }) {
    const letter = (ctrlKey || metaKey) && !altKey ? key.toLowerCase() : "", isBack = letter === "z" && !shiftKey;
    if (!isBack && letter !== "y" && letter !== "z") return false;
    const found = this.leaps.findLast((one) => Boolean(one.isBack) !== isBack && this.text.value === (isBack ? one.after : one.before));
    if (!found) return isBack && this.leaps.some((one) => one.isBack && one.before === this.text.value);
    found.isBack = isBack;
    this.write(isBack ? found.before : found.after, 0, this.text.value.length);
    return true;
  }

  write(words, from, to) {
    this.text.setRangeText(words, from, to, "end");
    this.text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

customElements.define("text-leaps", TextLeaps);
