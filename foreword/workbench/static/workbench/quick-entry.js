/* Quick entry: what is kept goes into this browser's store first, then to the server, once, as soon as there is a line.
   Each librarian has a store of their own: what waits is sent in the name of whoever wrote it. */
class QuickEntry extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.list = this.querySelector("ul");
    this.told = this.querySelector("[data-told]");
    this.store = `entries:${this.dataset.person}`;
    this.form.addEventListener("submit", (event) => this.keep(event));
    this.form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.form.requestSubmit());
    this.list.addEventListener("click", ({ target }) => target.dataset.again && this.change(target.dataset.again));
    addEventListener("online", this.back = () => this.send());
    this.clock = setInterval(this.back, 15000);
    this.mine = new Map();
    this.begin();
    if (Object.keys(localStorage).some((key) => key.startsWith("entries:") && key !== this.store)) this.tell(this.dataset.others);
    navigator.serviceWorker?.register(this.dataset.worker).catch(() => { /* then only an open page works offline */ });
    this.send();
  }

  disconnectedCallback() { removeEventListener("online", this.back), clearInterval(this.clock); }

  get waiting() { return JSON.parse(localStorage.getItem(this.store) ?? "[]"); }
  set waiting(all) { all.length ? localStorage.setItem(this.store, JSON.stringify(all)) : localStorage.removeItem(this.store); }

  begin(entry = {}) {
    for (const name of ["said", "text", "kind", "contact"]) this.form.elements[name].value = entry[name] ?? "";
    if (entry.medium) this.form.elements.medium.value = entry.medium;
    this.form.elements.key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.form.elements.text.focus();
  }

  keep(event) {
    event.preventDefault();
    const entry = Object.fromEntries(new FormData(this.form));
    delete entry.csrfmiddlewaretoken;
    try { this.waiting = [...this.waiting.filter(({ key }) => key !== this.replaced), { ...entry, heard_at: new Date().toISOString() }]; } catch { return this.form.submit(); }
    this.mine.get(this.replaced)?.remove();
    this.begin();
    this.send();
  }

  /* One tab at a time; the entry's key makes it one on the server whatever happens between. */
  send() { return navigator.locks ? navigator.locks.request(this.store, () => this.sendAll()) : this.sendAll(); }

  async sendAll() {
    for (const entry of this.waiting.filter((each) => !each.refused)) {
      this.draw(entry);
      const answer = await this.post(entry).catch(() => null);
      if (answer?.status === 201) this.tell(""), this.done(entry, await answer.json());
      else if (answer?.status === 422) this.refuse(entry, (await answer.json()).title);
      else return answer && answer.status < 500 && this.tell(this.dataset.away);
    }
    for (const entry of this.waiting) this.draw(entry);
  }

  post(entry) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? this.form.elements.csrfmiddlewaretoken.value;
    return fetch(location.pathname, { method: "POST", redirect: "error", body: new URLSearchParams(entry), headers: { Accept: "application/json", "X-CSRFToken": token } });
  }

  without(entry) { return this.waiting.filter(({ key }) => key !== entry.key); }
  done(entry, { url, headline }) { this.waiting = this.without(entry), this.draw(entry, Object.assign(document.createElement("a"), { href: url, textContent: headline })); }
  refuse(entry, why) { this.waiting = [...this.without(entry), { ...entry, refused: why }]; }
  /* What is half written goes first. */
  change(key) { this.form.elements.text.value.trim() ? this.form.elements.text.focus() : (this.begin(this.waiting.find((each) => each.key === key)), this.replaced = key); }
  tell(text) { this.told.hidden = !text, this.told.textContent = text; }

  draw(entry, ...parts) {
    const row = this.mine.get(entry.key) ?? document.createElement("li");
    const again = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: this.dataset.change });
    again.dataset.again = entry.key;
    row.replaceChildren(...(parts.length ? parts : [entry.text, " — ", entry.refused ?? this.dataset.waits, " ", ...(entry.refused ? [again] : [])]));
    if (!row.isConnected) this.list.prepend(row);
    this.mine.set(entry.key, row);
  }
}
customElements.define("quick-entry", QuickEntry);
