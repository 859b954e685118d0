/* The thread that stays up to date: follows the stream, fetches what is new, keeps what is being written. */
class LiveThread extends HTMLElement {
  connectedCallback() {
    this.after = Number(this.dataset.after);
    this.log = this.querySelector("#messages");
    this.keep = `draft:${this.dataset.draft}`;
    this.restore();
    this.addEventListener("input", (event) => event.target.name === "text" && this.save(event.target.value));
    this.addEventListener("submit", (event) => event.target.matches(".compose") && this.send(event));
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.state("offline"));
    this.open();
  }

  disconnectedCallback() { this.source?.close(); }
  open() {
    this.source?.close();
    clearTimeout(this.again);
    this.source = new EventSource(`/rt/stream?${new URLSearchParams({ ticket: this.dataset.ticket, after: this.after })}`);
    this.source.onopen = () => this.state("live");
    this.source.onmessage = (event) => this.heard(Number(event.lastEventId));
    this.source.addEventListener("beat", (event) => this.heard(JSON.parse(event.data).seq));
    this.source.addEventListener("reset", () => location.reload());
    this.source.onerror = () => this.lost();
  }

  /* A stream that closed for good (a ticket past its day) is opened anew with the ticket of the latest news. */
  lost() {
    this.quiet ??= setTimeout(() => this.state("offline"), 4000);
    if (this.source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => this.fetchNews().then(() => this.open(), () => this.lost()), 5000);
  }

  state(name) {
    this.quiet = clearTimeout(this.quiet);
    this.dataset.state = name;
  }

  heard(seq) { if (seq > this.after) this.fetchNews().catch(() => this.lost()); }

  async fetchNews() {
    const answer = await fetch(`${this.dataset.news}?after=${this.after}`);
    if (answer.ok) this.take(await answer.text(), ["way", "verdict"]);
  }

  /* The same client_id goes with every attempt, so that a message sent twice is one; only its receipt empties the box. */
  async send(event) {
    event.preventDefault();
    const body = new FormData(event.target), flash = document.getElementById("flash");
    body.set("after", this.after);
    try {
      const answer = await fetch(event.target.action, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.ok) this.save(""), flash.replaceChildren();
      this.take(await answer.text(), ["way", "verdict", "composer"]);
    } catch { flash.replaceChildren(Object.assign(document.createElement("p"), { className: "notice alert", textContent: this.dataset.failed })); }
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
      if (part !== "verdict" || !old.contains(document.activeElement)) old.replaceChildren(...page.getElementById(part).childNodes);
    }
    if (parts.length > 2) this.querySelector("textarea")?.focus();
  }

  save(text) { try { localStorage.setItem(this.keep, text); } catch { /* a full or closed store */ } }

  restore() {
    const text = this.querySelector("textarea");
    try { if (text && !text.value) text.value = localStorage.getItem(this.keep) ?? ""; } catch { /* none */ }
  }
}
customElements.define("live-thread", LiveThread);
