// <theme-choice> around the theme's form: shows the choice at once and saves it beside, so that nothing typed on the page is lost.
class ThemeChoice extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").addEventListener("submit", (event) => this.choose(event));
  }

  async choose(event) {
    if (!event.submitter) return;
    event.preventDefault();
    const form = event.target;
    const theme = event.submitter.value;
    this.show(theme);
    const body = new FormData(form, event.submitter);
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (!answer || answer.status >= 400) form.submit();
  }

  show(theme) {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    document.querySelector("meta[name=color-scheme]").content = theme === "system" ? "light dark" : theme;
    document.querySelectorAll("theme-choice button").forEach((button) => button.setAttribute("aria-pressed", button.value === theme));
  }
}

customElements.define("theme-choice", ThemeChoice);
