/* How far a message is on its way, with its files. Where the line breaks, it goes again by itself until the server has
   answered: the same body under the same client id, so that what arrived twice is one. For a form that htmx sends, the
   bar follows htmx; any other script hands its body to `post`. */
class SendBar extends HTMLElement {
  static waits = [2, 4, 8, 15];
  static passing = new Set([0, 408, 429, 502, 503, 504]);

  connectedCallback() {
    this.form = this.closest("form");
    this.progress = this.querySelector("progress");
    this.tries = 0;
    const resend = () => this.wait(() => this.form.requestSubmit(this.submitter));
    this.ears = {
      submit: ({ submitter }) => { this.submitter = submitter; },
      "htmx:xhr:progress": ({ detail }) => detail.lengthComputable && this.show(detail.loaded, detail.total),
      "htmx:sendError": resend,
      "htmx:responseError": ({ detail }) => SendBar.passing.has(detail.xhr.status) && resend(),
    };
    this.hear = (event) => event.target === this.form && this.ears[event.type](event);
    for (const name of Object.keys(this.ears)) this.form.addEventListener(name, this.hear);
    this.querySelector("button").addEventListener("click", () => this.again?.());
    addEventListener("online", this.back = () => this.again?.());
    addEventListener("beforeunload", this.stay = (event) => this.again && event.preventDefault());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.again = undefined;
    for (const name of Object.keys(this.ears)) this.form.removeEventListener(name, this.hear);
    removeEventListener("online", this.back);
    removeEventListener("beforeunload", this.stay);
  }

  /* {ok, status, text, to}: what the server said in the end; `to` is where it wants the page to go. */
  post(address, body) {
    return new Promise((done) => {
      const once = () => this.send(address, body, (xhr) => {
        if (SendBar.passing.has(xhr.status)) return this.wait(once);
        this.hidden = true;
        done({ ok: xhr.status < 300, status: xhr.status, text: xhr.responseText, to: xhr.getResponseHeader("HX-Redirect") });
      });
      once();
    });
  }

  send(address, body, answered) {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", address);
    xhr.setRequestHeader("HX-Request", "true");
    xhr.upload.onprogress = ({ loaded, total }) => this.show(loaded, total);
    xhr.onloadend = () => answered(xhr);
    xhr.send(body);
  }

  /* Words alone are gone before one could look. */
  show(loaded, total) {
    if (total < 100_000 && this.hidden) return;
    Object.assign(this.progress, { value: loaded / total, hidden: false });
    this.say(this.dataset.sending, false);
  }

  wait(again) {
    this.again = () => {
      clearTimeout(this.timer);
      this.again = undefined;
      this.say(this.dataset.sending, false);
      again();
    };
    this.timer = setTimeout(this.again, 1000 * (SendBar.waits[this.tries++] ?? 30));
    this.progress.hidden = true;
    this.say(this.dataset.waiting, true);
  }

  say(words, waiting) {
    this.hidden = false;
    this.querySelector("[role=status]").textContent = words;
    this.querySelector("button").hidden = !waiting;
  }
}
customElements.define("send-bar", SendBar);
