/* What is being written is kept: for the desk on the server, and on this device while the server cannot have it. Says, too, who else is writing. */
class KeepDraft extends HTMLElement {
  connectedCallback() {
    this.key = `draft:${this.dataset.draft}`;
    this.box = this.querySelector("textarea");
    this.status = this.querySelector(".kept");
    this.notice = this.querySelector(".writing");
    if (!this.box.value) this.box.value = this.stored();
    this.box.addEventListener("input", () => this.keep());
    this.sent = () => { clearTimeout(this.soon); this.box.value = ""; this.store(""); };
    document.body.addEventListener("sent", this.sent);
    this.follow();
    if (!this.notice.hidden) this.hideLater();
  }

  disconnectedCallback() {
    clearTimeout(this.soon);
    this.stream.close();
    document.body.removeEventListener("sent", this.sent);
  }

  stored() { try { return localStorage.getItem(this.key) ?? ""; } catch { return ""; } }

  store(text) {
    try {
      if (text) localStorage.setItem(this.key, text);
      else localStorage.removeItem(this.key);
      return true;
    } catch { return false; /* a full or forbidden store: the text is still in the box */ }
  }

  keep() {
    this.status.textContent = this.store(this.box.value) && this.box.value ? this.status.dataset.words : "";
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.push(), 1000);
  }

  /* A note for colleagues is no draft of the answer. */
  async push() {
    const form = this.querySelector("form");
    if (form.dataset.mode === "note") return;
    const text = this.box.value, body = new FormData(form);
    body.delete("files");
    try {
      const answer = await fetch(this.dataset.url, { method: "POST", body });
      if (!answer.ok || this.box.value !== text) return;
      this.store("");
      this.status.textContent = text ? this.status.dataset.shared : "";
    } catch { /* no connection: it is kept on this device */ }
  }

  follow() {
    const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
    this.stream = new LiveStream(() => this.dataset, {
      heard: (seq, draft) => this.heard(seq, draft),
      mark: (mark) => tell("live-mark", mark),
      state: (name) => name === "live" && tell("live-open"),
    });
    this.stream.open();
  }

  heard(seq, draft) {
    if (!draft) return;
    this.dataset.after = seq;
    if (draft.by === this.dataset.me) return;
    this.notice.hidden = !draft.writing;
    this.notice.textContent = this.notice.dataset.words.replace("{name}", draft.name);
    this.hideLater();
  }

  hideLater() {
    clearTimeout(this.later);
    this.later = setTimeout(() => { this.notice.hidden = true; }, 20000);
  }
}
customElements.define("keep-draft", KeepDraft);
