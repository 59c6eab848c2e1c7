// <mention-list> in a <text-box>: people after @, records and meetings after #, to choose from where they are typed.
const TYPED = /(?:^|[\s([*_>])(@[\p{L}\p{N}_-]{0,40}|#[\p{L}\p{N}_-]{1,40})$/u;

class MentionList extends HTMLElement {
  connectedCallback() {
    this.box = this.closest("text-box");
    this.text = this.box.querySelector("textarea");
    this.choices = this.querySelector("choice-list");
    this.text.addEventListener("input", () => this.look());
    this.text.addEventListener("click", () => this.choices.close());
    this.addEventListener("taken", ({ detail }) => this.box.put(`${detail} `, this.from, this.text.selectionStart)); // the space closes the list
  }

  async look() {
    const { value, selectionStart: at, selectionEnd } = this.text;
    const typed = at === selectionEnd && TYPED.exec(value.slice(Math.max(0, at - 60), at))?.[1];
    if (!typed) return this.choices.close();
    this.from = at - typed.length;
    const options = await this.choices.ask(`?q=${encodeURIComponent(typed)}`);
    if (!options) return;
    this.choices.show(options);
    if (options.length) this.stand(this.choices.list);
  }

  // Below the line that is typed in, inside the box, and in sight.
  stand(list) {
    const [{ left, top, height }] = this.box.querySelector("text-mirror").points([this.from]);
    list.style.left = `${Math.max(0, Math.min(left, this.text.clientWidth - list.offsetWidth))}px`;
    list.style.top = `${this.text.offsetTop + top + height - this.text.scrollTop}px`;
    list.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("mention-list", MentionList);
