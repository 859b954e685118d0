/* The thread that stays up to date: follows the stream, fetches what is new, keeps what is being written. */
class LiveThread extends HTMLElement {
  connectedCallback() {
    this.after = Number(this.dataset.after);
    this.log = this.querySelector("#messages");
    this.keep = `draft:${this.dataset.draft}`;
    this.restore();
    this.addEventListener("input", (event) => event.target.name === "text" && this.save(event.target.value));
    this.addEventListener("submit", (event) => event.target.matches(".compose") && this.send(event));
    this.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.name === "text" && event.target.form.requestSubmit());
    this.stream = new LiveStream(() => ({ ticket: this.dataset.ticket, after: this.after }), {
      heard: (seq) => this.heard(seq),
      mark: (mark) => this.marked(mark),
      reset: () => location.reload(),
      renew: () => this.fetchNews(),
      state: (name) => { this.dataset.state = name; if (name === "live") this.tell("live-open"); },
    });
    this.stream.open();
  }

  disconnectedCallback() { this.stream.close(); }

  heard(seq) { if (seq > this.after) this.fetchNews().catch(() => { /* the next beat looks again */ }); }

  /* One's place in the line is drawn by the server; the other marks are drawn where they belong. */
  marked(mark) {
    if (mark.name === "line") this.heard(Infinity);
    else this.tell("live-mark", mark);
  }

  tell(name, detail) { document.dispatchEvent(new CustomEvent(name, { detail })); }

  async fetchNews() {
    const answer = await fetch(`${this.dataset.news}?after=${this.after}`);
    if (answer.ok) this.take(await answer.text(), ["way", "line", "verdict"]);
  }

  /* The same client_id goes with every attempt, so that a message sent twice is one; only its receipt empties the box. */
  async send(event) {
    event.preventDefault();
    const form = event.target, box = form.elements.text, body = new FormData(form);
    if (box.readOnly) return;
    box.readOnly = true;
    body.set("after", this.after);
    const answer = await form.querySelector("send-bar").post(form.action, body);
    box.readOnly = false;
    if (answer.ok) this.save("");
    const taken = answer.ok || answer.status === 422;
    this.flash(taken ? "" : this.dataset.failed);
    if (taken) this.take(answer.text, ["way", "line", "verdict", "composer"]);
  }

  flash(textContent) {
    const told = textContent ? [Object.assign(document.createElement("p"), { className: "notice alert", textContent })] : [];
    document.getElementById("flash").replaceChildren(...told);
  }

  /* Messages that are not there yet are added; of the rest, the named parts are put in place of the old ones. */
  take(html, parts) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const news = page.getElementById("news");
    this.after = Math.max(this.after, Number(news.dataset.after));
    this.dataset.ticket = news.dataset.ticket;
    for (const message of [...news.children]) if (!document.getElementById(message.id)) this.log.append(message);
    for (const part of parts) {
      const old = document.getElementById(part);
      if (part === "composer" || !old.contains(document.activeElement)) old.replaceChildren(...page.getElementById(part).childNodes);
    }
    this.tell("live-news");
    if (parts.includes("composer")) this.querySelector("textarea")?.focus();
  }

  save(text) { try { localStorage.setItem(this.keep, text); } catch { /* a full or closed store */ } }

  restore() {
    const text = this.querySelector("textarea");
    try { if (text && !text.value) text.value = localStorage.getItem(this.keep) ?? ""; } catch { /* none */ }
  }
}
customElements.define("live-thread", LiveThread);
