/* The box: typing answers. A combobox over /api/v1/suggest; without script it is a plain search form. */
class AnswerBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = document.createElement("div");
    Object.assign(this.list, { className: "offers", hidden: true, role: "listbox", id: "answer-box-offers" });
    this.list.setAttribute("aria-label", this.input.getAttribute("aria-label"));
    this.append(this.list);
    const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  later() {
    this.timers?.forEach(clearTimeout);
    this.timers = [setTimeout(() => this.ask(), 80), setTimeout(() => this.list.hidden || this.at >= 0 || this.ask(true), 450)];
  }

  async ask(paused = false) {
    const text = this.input.value.trim();
    this.request?.abort();
    if (text.length < 2) return this.close();
    this.request = new AbortController();
    const lang = document.documentElement.lang.toLowerCase();
    const address = `${this.dataset.suggest}?${new URLSearchParams({ q: text.slice(0, 400), lang, paused })}`;
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok && !(paused && this.at >= 0)) this.show((await answer.json()).hits.filter(({ score }, _, all) => score >= all[0].score * 0.4), text);
    } catch { /* typed on, or offline: the form still searches */ }
  }

  show(hits, text) {
    const ask = { title: `${this.dataset.askLabel} →`, snippet: "", url: `${this.dataset.ask}?${new URLSearchParams({ q: text })}` };
    this.list.replaceChildren(...[...hits.slice(0, 5), ask].map((hit, index) => {
      const option = document.createElement("div");
      Object.assign(option, { role: "option", id: `offer-${index}` });
      option.dataset.url = hit === ask ? hit.url : `${hit.url}?${new URLSearchParams({ q: text })}`;
      if (hit === ask) option.className = "last";
      if (hit.lang && hit.lang !== document.documentElement.lang.toLowerCase()) option.lang = hit.lang;
      const title = Object.assign(document.createElement("b"), { textContent: hit.title });
      option.append(title, ...(hit.snippet ? [markedText(hit)] : []));
      return option;
    }));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(-1);
    document.getElementById("live").textContent = `${hits.length} ${this.dataset.found}`;
  }

  mark(index) {
    const options = [...this.list.children];
    this.at = Math.max(-1, Math.min(index, options.length - 1));
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.at)));
    if (this.at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[this.at].id);
    options[this.at].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); this.mark(this.at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); this.mark(this.at - 1); }
    else if (event.key === "Escape") { event.preventDefault(); this.close(); }
    else if (event.key === "Enter" && this.at >= 0) { event.preventDefault(); this.go(this.list.children[this.at]); }
  }

  go(option) { if (option) location.assign(option.dataset.url); }

  close() {
    this.timers?.forEach(clearTimeout);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}
customElements.define("answer-box", AnswerBox);
