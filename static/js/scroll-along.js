// <scroll-along> around the preview: shows the passage that the textarea beside it shows, from heading to heading.
const HEADING = /^ {0,3}#{1,6}[ \t]/, FENCE = /^ {0,3}(?:```|~~~)/;

class ScrollAlong extends HTMLElement {
  connectedCallback() {
    this.editor = this.closest(".md");
    this.text = this.editor.querySelector("textarea");
    this.forget = () => (this.stops = null);
    this.text.addEventListener("scroll", () => this.follow(), { passive: true });
    this.text.addEventListener("input", this.forget);
    this.addEventListener("drawn", () => (this.forget(), this.follow()));
    addEventListener("resize", this.forget);
  }

  disconnectedCallback() {
    removeEventListener("resize", this.forget);
  }

  follow() {
    const { scrollTop, scrollHeight, clientHeight } = this.text;
    if (scrollHeight <= clientHeight + 1) return;
    if (scrollTop + clientHeight >= scrollHeight - 2) return this.scrollTo({ top: this.scrollHeight });
    this.stops ??= this.found();
    const next = this.stops.findIndex(([here]) => here > scrollTop);
    const [[from, shownFrom], [to, shownTo]] = this.stops.slice(next - 1, next + 1);
    this.scrollTo({ top: shownFrom + ((scrollTop - from) / (to - from)) * (shownTo - shownFrom) });
  }

  // [place in the textarea, place in the preview] of the beginning, each heading and the end, in pixels.
  found() {
    const places = this.headings();
    const shown = [...this.querySelectorAll(".prose > :is(h2, h3, h4, h5, h6)[id]")].map((heading) => heading.offsetTop);
    const tops = places.length === shown.length ? this.editor.querySelector("text-mirror").points(places).map(({ top }) => top) : [];
    return [[0, 0], ...tops.map((top, at) => [top, shown[at]]), [this.text.scrollHeight, this.scrollHeight]].filter(([top], at) => !at || top > 0);
  }

  headings() {
    const places = [];
    let at = 0, code = false;
    for (const line of this.text.value.split("\n")) {
      if (FENCE.test(line)) code = !code;
      else if (!code && HEADING.test(line)) places.push(at);
      at += line.length + 1;
    }
    return places;
  }
}

customElements.define("scroll-along", ScrollAlong);
