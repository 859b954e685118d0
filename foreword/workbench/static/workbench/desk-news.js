/* The desk's news: one stream that only says "look again". The queue then fetches itself, and the thread if it must. */
class DeskNews extends HTMLElement {
  connectedCallback() {
    this.after = Number(this.dataset.after);
    this.open();
    document.body.addEventListener("htmx:configRequest", this.tell = (event) => this.ask(event.detail));
    this.back = () => { this.open(); this.look(); };
    addEventListener("online", this.back);
    addEventListener("offline", this.away = () => { this.hidden = false; });
    this.minute = setInterval(() => document.visibilityState === "visible" && this.look(), 60000);
  }

  disconnectedCallback() {
    this.source?.close();
    clearInterval(this.minute);
    document.body.removeEventListener("htmx:configRequest", this.tell);
    removeEventListener("online", this.back);
    removeEventListener("offline", this.away);
  }

  open() {
    this.source?.close();
    this.source = new EventSource(`${this.dataset.stream}?${new URLSearchParams({ ticket: this.dataset.ticket, after: this.after })}`);
    this.source.onopen = () => { this.hidden = true; };
    this.source.onmessage = (event) => { this.after = Number(event.lastEventId); this.look(); };
    this.source.addEventListener("reset", () => this.look());
    this.source.onerror = () => {
      if (!navigator.onLine) this.hidden = false;
      if (this.source.readyState === EventSource.CLOSED) this.again ??= setTimeout(() => { this.again = undefined; this.open(); }, 10000);
    };
  }

  /* The queue's own request says which thread stands open, and up to which message it is shown. */
  ask({ elt, parameters }) {
    const thread = document.getElementById("thread");
    if (elt.id !== "queue" || !thread) return;
    parameters.at = thread.dataset.pid;
    parameters.seen = thread.dataset.seen;
  }

  /* Many changes at once are one look. */
  look() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => window.htmx?.trigger(document.body, "queue-news"), 250);
  }
}
customElements.define("desk-news", DeskNews);
