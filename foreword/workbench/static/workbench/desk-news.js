/* The desk's news: one stream that only says "look again". The queue then fetches itself, and the thread if it must. */
class DeskNews extends HTMLElement {
  connectedCallback() {
    this.open();
    this.back = () => { this.open(); this.look(); };
    addEventListener("online", this.back);
    addEventListener("offline", this.away = () => { this.hidden = false; });
    this.minute = setInterval(() => document.visibilityState === "visible" && this.look(), 60000);
  }

  disconnectedCallback() {
    this.source?.close();
    clearInterval(this.minute);
    removeEventListener("online", this.back);
    removeEventListener("offline", this.away);
  }

  open() {
    this.source?.close();
    this.source = new EventSource(`${this.dataset.stream}?${new URLSearchParams({ ticket: this.dataset.ticket })}`);
    this.source.onopen = () => { this.hidden = true; };
    this.source.onmessage = () => this.look();
    this.source.addEventListener("reset", () => this.look());
    this.source.onerror = () => {
      if (!navigator.onLine) this.hidden = false;
      if (this.source.readyState === EventSource.CLOSED) this.again ??= setTimeout(() => { this.again = undefined; this.open(); }, 10000);
    };
  }

  /* Many changes at once are one look. */
  look() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => window.htmx?.trigger(document.body, "queue-news"), 250);
  }
}
customElements.define("desk-news", DeskNews);
