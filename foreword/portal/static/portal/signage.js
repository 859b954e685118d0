/* The player of a screen. It asks once a minute what to play, and plays on by itself when nobody answers.
   Days and hours are the library's, by the server's clock; a stick's own clock is seldom right. */
const MINUTE = 60000;

class SignagePlayer extends HTMLElement {
  connectedCallback() {
    this.store = `signage:${location.pathname}:`;
    this.list = this.kept("list") || { house: [], items: [], emergency: [], ticker: {} };
    this.played = new PlayCount(this.store, this.dataset.beat), this.pictures = new Map();
    this.skew = this.kept("skew") || 0;
    this.isPreview = "preview" in this.dataset, this.at = -1;
    if (this.list.house.length) this.next();
    this.poll().then(() => this.begin()).then(() => this.isPreview || this.played.send(this.showing, this.hour));
    setInterval(() => this.poll(), MINUTE);
    if (this.isPreview) return;
    setInterval(() => this.played.send(this.showing, this.hour), MINUTE);
    if (navigator.serviceWorker) navigator.serviceWorker.register(this.dataset.worker).catch(() => { /* then only an open page plays on */ });
  }

  kept(name) { try { return JSON.parse(localStorage.getItem(this.store + name)); } catch { return null; } }
  keep(name, value) { try { if (!this.isPreview) localStorage.setItem(this.store + name, JSON.stringify(value)); } catch { /* full or forbidden */ } }

  async poll() {
    const answer = await fetch(this.dataset.playlist, { cache: "no-cache" }).catch(() => null);
    if (!answer || (!answer.ok && answer.status !== 404)) return;
    const before = JSON.stringify(this.list.emergency);
    this.list = answer.ok ? await answer.json() : { ...this.list, items: [], emergency: [], ticker: {} };
    if (JSON.stringify(this.list.emergency) !== before) this.at = -1, this.next();
    this.keep("list", this.list), this.keep("skew", this.skew = Date.parse(answer.headers.get("Date")) - Date.now() || 0);
    for (const { image, qr } of this.list.items) [image, qr].forEach((url) => url && this.picture(url));
  }

  begin() {
    const first = this.list.items.findIndex(({ product }) => product === this.dataset.preview);
    if (!this.showing || first >= 0) this.at = first - 1, this.next();
  }

  /* The library's day and hour, as "2026-11-25" and "14:05". */
  get wall() { return new Intl.DateTimeFormat("sv-SE", { timeZone: this.list.zone, dateStyle: "short", timeStyle: "short" }).format(Date.now() + this.skew).split(" "); }

  get hour() { return this.wall.join("T").slice(0, 13); }
  get round() {
    const urgent = this.list.emergency.filter(({ ends }) => Date.now() + this.skew < ends), [day, time] = this.wall;
    if (urgent.length) return urgent;
    const inHours = (from, until) => !from || (from <= until ? from <= time && time < until : time >= from || time < until);
    const items = this.list.items.filter((item) => (!item.last || day <= item.last) && inHours(item.from, item.until));
    return items.length ? items : this.list.house;
  }

  next() {
    clearTimeout(this.clock);
    const { round } = this;
    this.at = (this.at + 1) % (round.length || 1);
    const item = round[this.at];
    if (item) this.show(item), this.tell(item);
    this.clock = setTimeout(() => { if (this.showing && !this.isPreview) this.played.count(this.showing, this.hour); this.next(); }, (item ? item.seconds : 10) * 1000);
  }

  show(item) {
    const page = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const put = (where, url, alt) => { if (url) page.querySelector(where).append(Object.assign(this.picture(url), { alt })), page.querySelector(where).closest("[hidden]").hidden = false; };
    page.lang = item.lang === "en" ? "en" : "zh-Hans";
    page.classList.add(item.severity ? "urgent" : item.product ? item.image ? "pictured" : "plain" : "house");
    page.querySelector("h1").textContent = item.title, page.querySelector(".words p").textContent = item.text;
    if (item.todo) page.querySelector(".todo").textContent = item.todo, page.querySelector(".todo").hidden = false;
    put(".picture", item.image, item.alt), put(".code", item.qr, ""), page.querySelector(".scan p").textContent = item.scan;
    this.querySelector("main").replaceChildren(page);
    this.showing = item.product || null;
  }

  /* One element for each picture, kept: it can be shown again when the line is gone. */
  picture(url) { return this.pictures.get(url) || this.pictures.set(url, Object.assign(new Image(), { src: url })).get(url); }

  tell({ lang, severity }) {
    const { day, lines = [] } = this.list.ticker, foot = this.querySelector("footer"), line = lines.find((each) => each.lang === lang) || lines[0];
    foot.hidden = Boolean(severity) || !line || day !== this.wall[0];
    if (line) foot.lang = line.lang === "en" ? "en" : "zh-Hans", foot.firstElementChild.textContent = line.text;
  }
}
customElements.define("signage-player", SignagePlayer);
