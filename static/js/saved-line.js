// <saved-line> in a form with a text: what the server has of it, in the words of its newest receipt, and since when it has not had the newest.
// Every receipt is shown; only what changes for the writer is said to screen readers, once.
const LATE = 10_000; // milliseconds

class SavedLine extends HTMLElement {
  connectedCallback() {
    this.words = this.querySelector("[data-words]");
    this.door = this.querySelector("a");
    this.said = this.querySelector("[role=status]");
    this.gone = new AbortController();
    const form = this.closest("form"), signal = this.gone.signal;
    for (const kind of ["typed", "kept", "unkept", "full"]) form.addEventListener(kind, (event) => this[kind](event.detail), { signal });
  }

  disconnectedCallback() {
    this.gone.abort();
    clearTimeout(this.timer);
  }

  typed() {
    this.timer ??= setTimeout(() => this.late(), LATE);
  }

  kept({ receipt, isNewest }) {
    clearTimeout(this.timer);
    this.timer = null;
    if (!isNewest) this.typed();
    const isNews = this.trouble || this.isLate || receipt.revision;
    Object.assign(this, { at: receipt.at, trouble: null, isLate: false });
    this.show(receipt.sentence, "", isNews);
  }

  unkept(trouble) {
    const isNews = trouble.sentence !== this.trouble?.sentence;
    this.trouble = trouble;
    if (this.isLate) this.late(isNews);
    else this.show(trouble.sentence, "error", isNews);
  }

  full() {
    this.said.textContent = "This browser has no room for a copy of the text. What the server has is the only one.";
  }

  late(isNews = true) {
    this.isLate = true;
    this.show(`Not saved since ${this.at ?? "you opened this page"}. ${this.trouble?.sentence ?? ""}`.trim(), "late", isNews);
  }

  show(sentence, kind, isNews) {
    const door = this.trouble?.sign_in;
    this.className = `saved ${kind}`.trim();
    this.words.textContent = sentence;
    this.door.hidden = !door;
    if (door) this.door.href = door;
    if (isNews) this.said.textContent = sentence;
  }
}

customElements.define("saved-line", SavedLine);
