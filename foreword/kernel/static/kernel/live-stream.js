/* One stream that stays open: comes back by itself, notices a line that died in silence, and says how it stands.
   `of` gives {base, ticket, after} anew for each opening; `on` has heard(seq, data), mark(mark), state(name), renew(). */
class LiveStream {
  constructor(of, on) {
    this.of = of;
    this.on = on;
    addEventListener("online", this.back = () => this.open());
    addEventListener("offline", this.away = () => this.state("offline"));
  }

  open() {
    this.source?.close();
    clearTimeout(this.again);
    const { base = "", ticket, after } = this.of();
    this.source = new EventSource(`${base}/rt/stream?${new URLSearchParams({ ticket, after })}`);
    const listen = (name, fn) => this.source.addEventListener(name, (event) => { this.alive(); fn?.(event); });
    listen("open", () => this.state("live"));
    listen("message", (event) => this.on.heard(Number(event.lastEventId), JSON.parse(event.data)));
    listen("beat", (event) => this.on.heard(JSON.parse(event.data).seq));
    listen("mark", (event) => this.on.mark?.(JSON.parse(event.data)));
    listen("reset", () => this.on.reset?.());
    this.source.onerror = () => this.lost();
    this.alive();
  }

  /* The server beats every 20 s. */
  alive() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => { this.state("offline"); this.open(); }, 45000);
  }

  /* A stream that closed for good (a ticket past its day, a server that is down) is opened anew with a fresh ticket. */
  lost() {
    this.quiet ??= setTimeout(() => this.state("offline"), 4000);
    if (this.source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.again);
    this.again = setTimeout(() => Promise.resolve(this.on.renew?.()).then(() => this.open(), () => this.lost()), 5000);
  }

  state(name) {
    this.quiet = clearTimeout(this.quiet);
    this.on.state?.(name);
  }

  close() {
    this.source?.close();
    for (const timer of [this.again, this.silence, this.quiet]) clearTimeout(timer);
    removeEventListener("online", this.back);
    removeEventListener("offline", this.away);
  }
}
