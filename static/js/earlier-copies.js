// <earlier-copies> in a form with a text: what an earlier page left in this browser (see browser-copy) is brought to the server, which offers it.
class EarlierCopies extends HTMLElement {
  connectedCallback() {
    Object.assign(this, { form: this.closest("form"), gone: new AbortController() });
    const focus = ({ target }) => target.closest("#offers button") && document.getElementById("offers").focus();
    this.form.addEventListener("click", focus, { signal: this.gone.signal });
    this.bringBack().catch(() => {}); // where a browser has no room at all, there is nothing to bring
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  async bringBack() {
    const mine = `unsaved:${this.form.elements.typed_by.value}:`;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(mine));
    const kept = await Promise.all(keys.map((key) => this.bring(key).catch(() => false)));
    if (kept.includes(true)) document.getElementById("offers")?.dispatchEvent(new Event("offers"));
  }

  // Whether the server keeps the text of this copy, and may offer it.
  async bring(key) {
    const body = new FormData();
    for (const [name, value] of JSON.parse(localStorage.getItem(key))) body.append(name, value);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(this.getAttribute("keep"), { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.status === 413 || answer.status === 422) this.show(key, body, await answer.json());
    const receipt = answer.ok ? await answer.json() : {};
    if (receipt.kept === "nothing") localStorage.removeItem(key);
    return receipt.kept === "unsaved";
  }

  // What the server does not take is shown as it is, to be copied or thrown away.
  show(key, body, { sentence }) {
    const shown = this.querySelector("template").content.firstElementChild.cloneNode(true);
    shown.querySelector("[data-sentence]").textContent = sentence;
    shown.querySelector("textarea").value = [...body].filter(([name]) => /^text$|^own-/.test(name)).map(([, words]) => words).join("\n\n");
    shown.querySelector("button").addEventListener("click", () => localStorage.removeItem(key) ?? shown.remove());
    this.append(shown);
  }
}

customElements.define("earlier-copies", EarlierCopies);
