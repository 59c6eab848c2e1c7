// <live-preview> beside a <text-box>: the text as the server renders it, a moment after the last key. What has not changed is left alone.
const PAUSE = 300, EACH = 1 / 500; // milliseconds, and more for each character: a long text takes its server longer

class LivePreview extends HTMLElement {
  connectedCallback() {
    this.page = this.querySelector(".prose");
    this.text = this.closest(".md").querySelector("textarea");
    this.shown = [...this.page.childNodes];
    this.text.addEventListener("input", () => this.soon());
    this.watch = new IntersectionObserver(([seen]) => seen.isIntersecting && this.draw());
    this.watch.observe(this);
  }

  disconnectedCallback() {
    this.watch.disconnect();
    this.asked?.abort();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.checkVisibility() && this.draw(), PAUSE + this.text.value.length * EACH);
  }

  async draw() {
    if (this.drawn === this.text.value) return;
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked, text = this.text.value;
    const { csrfmiddlewaretoken: token, text_place: place } = this.text.form.elements;
    const body = new FormData(); // shorter than a form's usual code where letters are not those of English
    for (const [name, value] of Object.entries({ text, text_place: place?.value ?? "", csrfmiddlewaretoken: token.value })) body.append(name, value);
    const headers = { "HX-Request": "true", "HX-Target": "div#preview" };
    const html = await fetch(this.getAttribute("from"), { method: "POST", body, headers, signal }).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
    const made = new DOMParser().parseFromString(html, "text/html").querySelector("#preview");
    if (signal.aborted || !made) return; // the last one stays
    this.drawn = text;
    this.show([...made.childNodes].filter((node) => node.localName !== "script"));
  }

  // Change only what differs between what begins and what ends alike, so that diagrams are not drawn again at each key.
  show(nodes) {
    const { shown } = this, most = Math.min(shown.length, nodes.length);
    let first = 0, last = 0;
    while (first < most && shown[first].isEqualNode(nodes[first])) first++;
    while (last < most - first && shown.at(-1 - last).isEqualNode(nodes.at(-1 - last))) last++;
    const here = [...this.page.childNodes], after = here[here.length - last] ?? null;
    for (const node of here.slice(first, here.length - last)) node.remove();
    for (const node of nodes.slice(first, nodes.length - last)) this.page.insertBefore(document.importNode(node, true), after);
    this.shown = nodes;
    this.dispatchEvent(new Event("drawn", { bubbles: true }));
  }
}

customElements.define("live-preview", LivePreview);
