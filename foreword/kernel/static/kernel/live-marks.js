/* Marks of a live thread: who is writing, how far the other side has read. Told, shown for a moment, kept nowhere. */
class LiveMarks extends HTMLElement {
  connectedCallback() {
    this.typing = this.querySelector(".typing");
    this.seen = this.querySelector(".seen");
    this.told = 0;
    this.ears = {
      "live-mark": ({ detail }) => this.hear(detail),
      "live-open": () => { this.told = 0; this.read(); },
      "live-news": () => this.news(),
      "htmx:afterSwap": () => this.news(),
      visibilitychange: () => this.read(),
      input: ({ target }) => target.matches?.(this.dataset.box) && target.value && this.write(),
    };
    for (const [name, ear] of Object.entries(this.ears)) document.addEventListener(name, ear);
    this.read();
  }

  disconnectedCallback() {
    for (const [name, ear] of Object.entries(this.ears)) document.removeEventListener(name, ear);
    clearTimeout(this.later);
  }

  hear({ name, seq }) {
    if (name === "typing") this.show(true);
    if (name === "read") { this.upTo = Math.max(this.upTo ?? 0, seq); this.place(); }
  }

  show(writes) {
    clearTimeout(this.later);
    this.typing.hidden = !writes;
    if (writes) this.later = setTimeout(() => this.show(false), 6000);
  }

  /* What was being written has come. */
  news() {
    const last = this.last(this.dataset.others);
    if (last > (this.known ?? last)) this.show(false);
    this.known = last;
    this.place();
    this.read();
  }

  last(side) { return Math.max(0, ...this.of(side).map((message) => Number(message.dataset.seq))); }
  of(side) { return [...document.querySelectorAll(`.msg.${side}[data-seq]`)]; }

  /* Under the last of one's own messages that the other side has seen. */
  place() {
    const read = this.of(this.dataset.own).filter((message) => Number(message.dataset.seq) <= (this.upTo ?? 0)).pop();
    this.seen.hidden = !read;
    (read?.querySelector(".text") ?? this).append(this.seen);
  }

  read() {
    const seq = this.last(this.dataset.others);
    if (document.visibilityState !== "visible" || seq <= this.told) return;
    this.told = seq;
    this.tell({ what: "read", seq }).catch(() => { this.told = 0; });
  }

  write() {
    if (Date.now() - (this.wrote ?? 0) < 2500) return;
    this.wrote = Date.now();
    this.tell({ what: "typing" }).catch(() => { /* it was only a mark */ });
  }

  tell(mark) {
    const { ticket } = this.closest("[data-ticket]").dataset;
    return fetch("/rt/mark", { method: "POST", body: JSON.stringify({ ticket, ...mark }) });
  }
}
customElements.define("live-marks", LiveMarks);
