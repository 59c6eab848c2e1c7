// <text-courier> in a form with a text: carries it to the server, one request at a time, and tells the form what the server has of it.
// A receipt counts only if it has the digest of the very text that was sent: CRC-32, as browsers have nothing better on plain http.
const PATIENCE = 30_000; // milliseconds
const PAGES = [0, 200, 409, 422]; // what the form itself is answered with when it is sent as without a script: another page, an error, a question
const LOST = { sentence: "The server does not answer. Your text is kept in this browser, and sent again by itself." };
const ONLY_HERE = { sentence: "The server does not answer, and this browser has no room for a copy: leave this page open. Your text is sent again by itself." };
const OTHER = { sentence: "The server has another text than this page. Yours is sent again by itself." };

// Of the text, or of the own words where two texts are settled.
function crc32(body) {
  const text = body.get("text") ?? [...body].filter(([name]) => name.startsWith("own-")).map(([, words]) => words).join("\n");
  let sum = -1;
  for (const byte of new TextEncoder().encode(text.replace(/\r\n?/g, "\n"))) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (~sum >>> 0).toString(16).padStart(8, "0");
}

class TextCourier extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
  }

  // A job says whether to `save` a revision or only to keep the text, and whether to `leave` the page then.
  async carry(job) {
    if (job.keepalive) return this.send(job);
    this.next = { save: job.save || this.next?.save, leave: job.leave || this.next?.leave };
    if (this.isBusy) return;
    this.isBusy = true;
    while ((job = this.next)) {
      this.next = null;
      await this.send(job);
    }
    this.isBusy = false;
  }

  async send(job) {
    const body = new FormData(this.form);
    if (job.leave) body.set("leave", "1"); // the receipt is shown on the page that comes next
    const stroke = Number(body.get("stroke")), signal = AbortSignal.timeout(PATIENCE);
    if (stroke && !job.save && stroke <= this.closest("autosave-form").kept) return; // a save that it waited for had all of it
    const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", keepalive: job.keepalive, signal };
    const answer = await fetch(job.save ? this.form.action : this.getAttribute("keep"), options).catch(() => ({}));
    const said = await answer.json?.().catch(() => null);
    if (answer.ok && said?.kept) return this.take(said, job, stroke, crc32(body));
    if (said?.token && !job.isSecond) return this.renew(said.token, job);
    if (job.save && PAGES.includes(answer.status)) return this.leave(() => HTMLFormElement.prototype.submit.call(this.form)); // its page says what to do
    const again = !said || said.token || answer.status === 401 || answer.status >= 500 ? { job: { save: job.save } } : {};
    this.tell("unkept", { ...(said ?? (this.form.querySelector("browser-copy").isFull ? ONLY_HERE : LOST)), ...again });
  }

  take(receipt, job, stroke, digest) {
    const { base, editing, began, text_place } = this.form.elements, isNewest = stroke === Number(this.form.elements.stroke.value);
    const isBegun = receipt.revision && base && receipt.editor !== new URL(this.form.action).pathname;
    if (isBegun) {
      [this.form.action, base.value, text_place.value] = [receipt.editor, receipt.base, receipt.place]; // what was begun here is mended now
    }
    if (receipt.crc32 !== digest && !receipt.merged) {
      if (!isBegun) this.closest("autosave-form").begin(); // another page, or an earlier end of this one, has this UUID
      return this.tell("unkept", { ...OTHER, job: { save: job.save } });
    }
    if (receipt.revision && base && (isNewest || !receipt.merged)) base.value = receipt.base;
    if (receipt.began && began) began.value = receipt.began;
    this.tell("kept", { receipt, stroke, isNewest, editing: editing.value });
    const isElsewhere = receipt.merged || (receipt.editor && receipt.editor !== location.pathname);
    if (receipt.revision && isNewest && (job.leave || isElsewhere)) this.leave(() => location.assign(job.leave ? receipt.url : receipt.editor));
  }

  renew(token, job) {
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
    document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
    return this.send({ ...job, isSecond: true });
  }

  leave(go) {
    this.tell("leaving");
    go();
  }

  tell(kind, detail) {
    this.form.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

customElements.define("text-courier", TextCourier);
