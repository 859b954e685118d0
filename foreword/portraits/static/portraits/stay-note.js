/* How long the open page was really looked at, told once when it is left, and that its citation was taken along. Only on
   pages of readers who agreed to it; without script neither is known. */
class StayNote extends HTMLElement {
  connectedCallback() {
    this.seen = 0;
    this.since = document.hidden ? null : performance.now();
    this.visit = `${this.dataset.item}:${Date.now()}`;
    this.watch = () => (document.hidden ? this.leave() : this.back());
    this.copied = (event) => {
      const copy = event.target.closest(".colophon [data-copy]");
      if (copy) this.tell("cited", { about: copy.dataset.style ? { style: copy.dataset.style } : {} });
    };
    document.addEventListener("visibilitychange", this.watch);
    document.addEventListener("click", this.copied);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.watch);
    document.removeEventListener("click", this.copied);
    this.leave();
  }

  back() { this.since = performance.now(); }

  leave() {
    if (this.since !== null) this.seen += (performance.now() - this.since) / 1000;
    this.since = null;
    if (this.seen >= 5) this.tell("dwelt", { value: Math.round(this.seen) });
  }

  /* Kept going while the page closes. What cannot be told is not missed. */
  tell(kind, more) {
    fetch("/api/v1/signals", {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.dataset.token },
      body: JSON.stringify({ kind, item: this.dataset.item, dedupe: `${kind}:${this.visit}`, ...more }),
    }).catch(() => {});
  }
}
customElements.define("stay-note", StayNote);
