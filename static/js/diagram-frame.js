// <diagram-frame> around the source of a diagram: draws it in a sandboxed frame, which knows nothing of the page, and folds the source.
class DiagramFrame extends HTMLElement {
  connectedCallback() {
    this.source = this.querySelector("pre");
    if (!this.source || this.frame) return;
    this.hear = (event) => event.source === this.frame?.contentWindow && this.answer(event.data);
    addEventListener("message", this.hear);
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.draw();
    this.dark.addEventListener("change", this.redraw);
    this.theme = new MutationObserver(this.redraw);
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.load(), { rootMargin: "400px" });
    this.near.observe(this);
  }

  disconnectedCallback() {
    removeEventListener("message", this.hear);
    this.dark?.removeEventListener("change", this.redraw);
    this.theme?.disconnect();
    this.near?.disconnect();
  }

  load() {
    this.near.disconnect();
    this.frame = document.createElement("iframe");
    this.frame.sandbox = "allow-scripts";
    this.frame.title = "Diagram";
    this.frame.height = 0;
    this.frame.src = this.getAttribute("frame");
    this.prepend(this.frame);
  }

  draw() {
    const dark = (document.documentElement.dataset.theme || (this.dark.matches ? "dark" : "light")) === "dark";
    this.frame?.contentWindow.postMessage({ source: this.source.textContent, dark }, "*");
  }

  answer({ ready, height, failed }) {
    if (ready) this.draw();
    if (failed) this.frame.remove();
    if (!(height > 0)) return;
    this.frame.height = Math.min(Math.ceil(height), 4000);
    if (this.fold) return;
    this.fold = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "Source of the diagram";
    this.fold.append(summary, ...[...this.childNodes].filter((node) => node !== this.frame));
    this.append(this.fold);
  }
}

customElements.define("diagram-frame", DiagramFrame);
