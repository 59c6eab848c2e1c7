// <toc-marker> around a list of sections: marks the one that is being read.
class TocMarker extends HTMLElement {
  connectedCallback() {
    this.links = [...this.querySelectorAll('a[href^="#"]')];
    this.watch = new IntersectionObserver((entries) => this.mark(entries), { rootMargin: "-10% 0px -75% 0px" });
    for (const link of this.links) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) this.watch.observe(section);
    }
    this.links[0]?.setAttribute("aria-current", "true");
  }

  disconnectedCallback() {
    this.watch.disconnect();
  }

  mark(entries) {
    const read = entries.find((entry) => entry.isIntersecting);
    if (!read) return;
    for (const link of this.links) {
      if (decodeURIComponent(link.hash.slice(1)) === read.target.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}

customElements.define("toc-marker", TocMarker);
