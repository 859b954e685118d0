/* A question on its way with its files: shown how far, sent again until it is answered. What was not taken comes back
   into this very page, so that no file is lost with it. */
class AskForm extends HTMLElement {
  connectedCallback() { this.addEventListener("submit", (event) => this.send(event)); }

  async send(event) {
    event.preventDefault();
    const form = event.target, { submitter } = event;
    if (this.busy) return;
    this.busy = true;
    const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
    const answer = await form.querySelector("send-bar").post(address, new FormData(form, submitter));
    this.busy = false;
    if (answer.to) location.assign(answer.to);
    else this.comeBack(answer, form);
  }

  comeBack(answer, form) {
    const page = new DOMParser().parseFromString(answer.text, "text/html"), again = page.getElementById("ask-form");
    if (!again) return this.flash(this.dataset.failed);
    this.flash("");
    form.replaceWith(again);
    window.htmx?.process(again);
    (again.querySelector("[aria-invalid]") ?? again.querySelector("textarea")).focus();
  }

  flash(textContent) {
    const told = textContent ? [Object.assign(document.createElement("p"), { className: "notice alert", textContent })] : [];
    document.getElementById("flash").replaceChildren(...told);
  }
}
customElements.define("ask-form", AskForm);
