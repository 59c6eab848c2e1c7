// <text-mirror> in a <text-box>: says where characters stand in the textarea, which no browser tells.
const COPIED = ["fontFamily", "fontSize", "fontWeight", "fontStyle", "fontFeatureSettings", "letterSpacing", "lineHeight", "padding", "tabSize"];

class TextMirror extends HTMLElement {
  // {left, top, height} in pixels, from the corner of the whole text, for each place in it.
  points(places) {
    const { text } = this.closest("text-box");
    const style = getComputedStyle(text);
    for (const name of COPIED) this.style[name] = style[name];
    this.style.width = `${text.clientWidth}px`;
    this.textContent = `${text.value}\u200b`;
    const words = this.firstChild, range = new Range(), corner = this.getBoundingClientRect();
    const found = places.map((at) => {
      range.setStart(words, at);
      range.setEnd(words, at + 1);
      const { left, top, height } = range.getClientRects()[0] ?? corner;
      return { left: left - corner.left, top: top - corner.top, height };
    });
    this.textContent = "";
    return found;
  }
}

customElements.define("text-mirror", TextMirror);
