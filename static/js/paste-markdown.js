// <paste-markdown> in a <text-box>: rich text becomes Markdown, rows of a spreadsheet a table, an address over words their link.
// Ctrl+Shift+V pastes plain words.
const ADDRESS = /^https?:\/\/[^\s()<>]+$/i;

class PasteMarkdown extends HTMLElement {
  connectedCallback() {
    this.box = this.closest("text-box");
    this.box.addEventListener("keydown", (event) => (this.plain = event.shiftKey && event.key.toLowerCase() === "v"));
    this.box.addEventListener("paste", (event) => event.target === this.box.text && !event.defaultPrevented && this.paste(event));
  }

  paste(event) {
    const { value, selectionStart, selectionEnd } = this.box.text;
    const words = event.clipboardData.getData("text/plain"), chosen = value.slice(selectionStart, selectionEnd);
    const made = this.plain ? "" : this.link(chosen, words.trim()) || this.rich(event.clipboardData.getData("text/html")) || this.table(words.trimEnd());
    this.plain = false;
    if (!made) return;
    event.preventDefault();
    this.box.put(made);
  }

  link(chosen, words) {
    return chosen && !chosen.includes("\n") && ADDRESS.test(words) ? `[${chosen}](${words})` : "";
  }

  rich(html) {
    return html && this.box.querySelector("rich-text").markdown(html);
  }

  table(words) {
    const rows = words.split(/\r?\n/).map((line) => line.split("\t").map((cell) => cell.trim().replaceAll("|", "\\|")));
    if (rows.length < 2 || rows[0].length < 2 || rows.some((row) => row.length !== rows[0].length)) return "";
    const line = (row) => `| ${row.join(" | ")} |\n`;
    return line(rows[0]) + line(rows[0].map(() => "---")) + rows.slice(1).map(line).join("");
  }
}

customElements.define("paste-markdown", PasteMarkdown);
