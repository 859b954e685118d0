/* The library's window, inside its frame: no cookie reaches it, so the secret of the talk goes with each request. */
class WidgetDesk extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => event.target.matches(".compose") || this.send(event));
    this.addEventListener("input", ({ target }) => target.id === "id_text" && this.later(target.value));
    document.addEventListener("click", ({ target }) => {
      if (target.closest("[data-close]")) this.tell("close");
      if (target.closest("[data-another]")) this.another();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.tell("close"));
    document.addEventListener("live-news", () => this.tell("news"));
    this.resume();
  }

  /* To the site that holds the frame, where it is one that may. */
  tell(what) { if (this.dataset.site && parent !== window) parent.postMessage({ foreword: what }, this.dataset.site); }

  another() {
    talk.forget();
    location.reload();
  }

  async resume() {
    const kept = talk.get();
    if (!kept) return;
    const answer = await this.post(this.dataset.thread, new URLSearchParams(kept)).catch(() => null);
    if (answer?.ok) this.show(await answer.text());
    else if (answer) talk.forget();
  }

  async send(event) {
    event.preventDefault();
    const { target: form, submitter } = event;
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    try {
      const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
      const body = new FormData(form, submitter), bar = form.querySelector("send-bar");
      const answer = bar ? await bar.post(address, body) : await this.post(address, body);
      if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
      this.show(bar ? answer.text : await answer.text());
    } catch { this.say(this.dataset.failed); }
    finally { delete form.dataset.sent; }
  }

  later(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.offer(text), 400);
  }

  async offer(text) {
    const place = this.querySelector("#offers"), shown = place?.querySelector("[name=shown]")?.value ?? "";
    const answer = await this.post(this.dataset.offers, new URLSearchParams({ text: text.slice(0, 2000), shown })).catch(() => null);
    if (answer?.ok && place?.isConnected) place.innerHTML = await answer.text();
  }

  post(address, body) { return fetch(address, { method: "POST", body }); }

  show(html) {
    clearTimeout(this.timer);
    this.say("");
    this.innerHTML = html;
    (this.querySelector("[aria-invalid]") ?? this.querySelector("textarea"))?.focus();
  }

  say(text) {
    const told = Object.assign(document.createElement("p"), { className: "notice alert", textContent: text });
    document.getElementById("flash").replaceChildren(...(text ? [told] : []));
  }
}

customElements.define("widget-desk", WidgetDesk);
