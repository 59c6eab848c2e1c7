// <text-box> around a textarea: lists go on by themselves, Tab indents inside them, and `put` lets other elements write so that undo takes it back.
const ITEM = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)]))[ \t]+(\[[ xX]\][ \t]+)?/;
const QUOTE = /^[ \t]*(?:>[ \t]?)+/;
const FENCE = /^[ \t]*(?:```|~~~)/gm;
const MANY = 300; // lines that a browser's own insertion would take a second for, and a minute for 5,000

class TextBox extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea");
    this.addEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.target !== this.text || event.isComposing || event.defaultPrevented) return;
    const leaving = this.leaving && event.key !== "Enter";
    this.leaving = event.key === "Escape" || (leaving && event.key === "Shift"); // Escape, then Tab, leaves the text
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !event.shiftKey && this.goOn()) event.preventDefault();
    if (event.key === "Tab" && !leaving && this.indent(event.shiftKey)) event.preventDefault();
  }

  put(words, from = this.text.selectionStart, to = this.text.selectionEnd) {
    this.text.focus({ preventScroll: true });
    this.text.setSelectionRange(from, to);
    if (words.split("\n").length < MANY && document.execCommand(words ? "insertText" : "delete", false, words)) return;
    this.querySelector("text-leaps").leap(words, from, to);
  }

  // The whole lines that the selection touches: where they begin and end, and what they say.
  lines() {
    const { value, selectionStart, selectionEnd } = this.text;
    const from = value.slice(0, selectionStart).lastIndexOf("\n") + 1;
    const end = value.indexOf("\n", Math.max(from, selectionEnd - (selectionEnd > selectionStart ? 1 : 0)));
    const to = end < 0 ? value.length : end;
    return { from, to, lines: value.slice(from, to).split("\n") };
  }

  putLines({ from, to, lines }, made) {
    const { selectionStart: start, selectionEnd: end } = this.text;
    const longer = made.join("\n").length - (to - from);
    this.put(made.join("\n"), from, to);
    this.text.setSelectionRange(Math.max(from, start + made[0].length - lines[0].length), Math.max(from, end + longer));
  }

  goOn() {
    const { value, selectionStart: at, selectionEnd: end } = this.text;
    const { from, lines } = this.lines();
    const marker = ITEM.exec(lines[0]) ?? QUOTE.exec(lines[0]);
    if (at !== end || !marker || at < from + marker[0].length || value.slice(0, from).match(FENCE)?.length % 2) return false;
    const [all, indent, bullet, number, dot, task] = marker;
    if (lines[0].trimEnd().length <= all.trimEnd().length) this.put("", from, at); // an empty item ends the list
    else if (indent === undefined) this.put(`\n${all}`);
    else this.put(`\n${indent}${bullet ?? Number(number) + 1 + dot} ${task ? "[ ] " : ""}`);
    return true;
  }

  indent(back) {
    const found = this.lines();
    const marker = ITEM.exec(found.lines[0]);
    const width = " ".repeat((marker?.[2] ?? `${marker?.[3]}.`).length + 1);
    const made = found.lines.map((line) => (back ? line.replace(new RegExp(`^(\t| {1,${width.length}})`), "") : width + line));
    if (!marker || made.join() === found.lines.join()) return false;
    this.putLines(found, made);
    return true;
  }
}

customElements.define("text-box", TextBox);
