// <theme-choice> around the theme's buttons: shows the choice at once and saves it beside, so that nothing typed on the page is lost.
class ThemeChoice extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.choose(event));
  }

  async choose(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    this.show(button.value);
    const body = new FormData(button.form, button);
    const answer = await fetch(button.formAction, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (!answer || answer.status >= 400) button.form.requestSubmit(button);
  }

  show(theme) {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    document.querySelector("meta[name=color-scheme]").content = theme === "system" ? "light dark" : theme;
    document.querySelectorAll("theme-choice button").forEach((button) => button.setAttribute("aria-pressed", button.value === theme));
  }
}

customElements.define("theme-choice", ThemeChoice);
