/* What is being written stays on this device until the server says that it has it ("sent"), whatever breaks meanwhile. */
class KeepDraft extends HTMLElement {
  connectedCallback() {
    this.key = `draft:${this.dataset.draft}`;
    this.box = this.querySelector("textarea");
    this.status = this.querySelector(".kept");
    if (!this.box.value) this.box.value = this.stored();
    this.box.addEventListener("input", () => this.keep());
    this.sent = () => { this.box.value = ""; this.keep(); };
    document.body.addEventListener("sent", this.sent);
  }

  disconnectedCallback() { document.body.removeEventListener("sent", this.sent); }

  stored() { try { return localStorage.getItem(this.key) ?? ""; } catch { return ""; } }

  keep() {
    try {
      if (this.box.value) localStorage.setItem(this.key, this.box.value);
      else localStorage.removeItem(this.key);
      this.status.textContent = this.box.value ? this.status.dataset.words : "";
    } catch { /* a full or forbidden store: the text is still in the box */ }
  }
}
customElements.define("keep-draft", KeepDraft);
