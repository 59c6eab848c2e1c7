// <copy-link> around a link: a click copies its address instead of following it, and says so.
class CopyLink extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.words = this.link.querySelector("span");
    this.link.addEventListener("click", (event) => this.copy(event));
  }

  async copy(event) {
    if (!navigator.clipboard) return; // without it the link is followed
    event.preventDefault();
    const before = this.words.textContent;
    this.words.setAttribute("role", "status");
    this.words.textContent = await navigator.clipboard.writeText(this.link.href).then(() => "Copied", () => "Not copied");
    setTimeout(() => (this.words.textContent = before), 1600);
  }
}

customElements.define("copy-link", CopyLink);
