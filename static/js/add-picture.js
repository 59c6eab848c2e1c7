// <add-picture> in a <text-box>: of a picture that is chosen, dropped or pasted it asks what it shows, sends it, and puts its Markdown in.
class AddPicture extends HTMLElement {
  connectedCallback() {
    this.box = this.closest("text-box");
    this.form = this.closest("form");
    this.file = this.querySelector("input[type=file]");
    this.alt = this.querySelector("input[type=text]");
    this.dialog = this.querySelector("dialog");
    this.waiting = [];
    this.box.querySelector("[data-picture]").addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.take([...this.file.files]));
    this.box.addEventListener("paste", (event) => this.receive(event, event.clipboardData));
    this.box.addEventListener("drop", (event) => this.receive(event, event.dataTransfer));
    this.box.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
    this.dialog.addEventListener("input", (event) => event.stopPropagation()); // it is no part of the text
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    this.dialog.addEventListener("close", () => this.next());
    this.querySelector("[data-send]").addEventListener("click", () => this.send());
    this.querySelector("[data-leave]").addEventListener("click", () => this.dialog.close());
  }

  receive(event, data) {
    if (event.defaultPrevented || !data.files.length || data.getData("text/plain")) return;
    event.preventDefault();
    this.take([...data.files]);
  }

  press(event) {
    event.stopPropagation();
    if (event.key !== "Enter" || event.target !== this.alt) return;
    event.preventDefault();
    this.send();
  }

  take(files) {
    this.waiting.push(...files);
    if (!this.dialog.open) this.next();
  }

  next() {
    this.asked?.abort();
    this.picture = this.waiting.shift();
    this.file.value = this.alt.value = "";
    this.say("");
    if (!this.picture) return this.box.text.focus();
    this.querySelector("[data-name]").textContent = this.picture.name;
    this.at = [this.box.text.selectionStart, this.box.text.selectionEnd]; // which a browser forgets behind the dialog
    this.dialog.showModal();
    this.alt.focus();
  }

  say(words) {
    const problem = this.querySelector("[role=alert]");
    problem.textContent = words;
    problem.hidden = !words;
    this.querySelector("[data-send]").disabled = false;
  }

  async send() {
    const body = new FormData();
    for (const [name, value] of Object.entries({ file: this.picture, alt: this.alt.value })) body.append(name, value);
    for (const name of ["text_place", "csrfmiddlewaretoken"]) body.append(name, this.form.elements[name].value);
    this.asked = new AbortController();
    this.querySelector("[data-send]").disabled = true;
    const { signal } = this.asked, headers = { Accept: "application/json" };
    const told = await fetch(this.getAttribute("to"), { method: "POST", body, headers, signal }).then((answer) => answer.json()).catch(() => ({}));
    if (signal.aborted) return;
    if (!told.markdown) return this.say(told.sentence ?? "The server does not answer. Your text is not touched: try again.");
    this.dialog.close(); // before, as nothing behind it takes words
    this.box.put(told.markdown, ...this.at);
  }
}

customElements.define("add-picture", AddPicture);
