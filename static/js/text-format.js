// <text-format> around buttons in a <text-box>: each formats what is selected, as its data-as says and with its data-mark.
const START = /^([ \t]*)(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;
const TASK = /^\s*[-*+] \[[ xX]\] /;
const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i;

class TextFormat extends HTMLElement {
  connectedCallback() {
    this.box = this.closest("text-box");
    this.addEventListener("click", (event) => this.format(event.target.closest("button[data-as]")));
  }

  format(button) {
    if (!button) return;
    const { value, selectionStart: from, selectionEnd: to } = this.box.text;
    this[button.dataset.as](button.dataset.mark, { value, from, to, words: value.slice(from, to) });
    this.box.text.focus();
  }

  // The mark around the selection; away where it is there.
  around(mark, { value, from, to, words }) {
    const size = mark.length;
    const away = value.slice(Math.max(0, from - size), from) === mark && value.slice(to, to + size) === mark;
    const step = away ? -size : size;
    this.box.put(away ? words : mark + words + mark, away ? from - size : from, away ? to + size : to);
    this.box.text.setSelectionRange(from + step, to + step);
  }

  code(mark, selected) {
    const { from, to, words } = selected;
    if (!words.includes("\n")) return this.around(mark, selected);
    this.box.put(`\`\`\`\n${words.replace(/\n$/, "")}\n\`\`\``, from, to);
  }

  // The mark before each line instead of the one that is there; away where all have it.
  before(mark) {
    const found = this.box.lines();
    const away = found.lines.every((line) => line.trimStart().startsWith(mark) && (mark !== "- " || !TASK.test(line)));
    const changed = (line) => (line || found.lines.length === 1 ? line.replace(START, away ? "$1" : `$1${mark}`) : line);
    this.box.putLines(found, found.lines.map(changed));
  }

  // A heading becomes one of the next level, and after the third words again.
  heading() {
    const line = this.box.lines().lines[0];
    this.before(line.startsWith("## ") ? "### " : line.startsWith("### ") ? "### " : "## ");
  }

  link(mark, { from, to, words }) {
    const [text, address] = ADDRESS.test(words) ? ["", words] : [words, "https://"];
    this.box.put(`[${text}](${address})`, from, to);
    const at = text ? from + text.length + 3 : from + 1;
    this.box.text.setSelectionRange(at, text ? at + address.length : at);
  }

  // Lines of their own, with an empty one before them.
  block(words, { value, from, to }) {
    const before = value.slice(0, from);
    const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    this.box.put(gap + words, from, to);
  }
}

customElements.define("text-format", TextFormat);
