/* The desk by keyboard: j/k walk the queue, c takes, r and n write, Escape leaves the writing, ? lists the keys. Off where the reader says so. */
const STORE = "desk:single-keys";
const remembered = () => { try { return localStorage.getItem(STORE) !== "off"; } catch { return true; } };

class DeskKeys extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    const box = this.dialog.querySelector("[name=single-keys]");
    box.checked = remembered();
    box.addEventListener("change", () => { try { localStorage.setItem(STORE, box.checked ? "on" : "off"); } catch { /* private window */ } });
    this.pressed = (event) => this.press(event);
    this.moved = () => this.mark();
    this.addEventListener("htmx:pushedIntoHistory", () => matchMedia("(max-width: 44rem)").matches && this.querySelector("#work").scrollIntoView());
    document.addEventListener("keydown", this.pressed);
    document.addEventListener("htmx:afterSettle", this.moved);
    this.addEventListener("click", (event) => this.fill(event.target.closest("[data-fill]")));
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.pressed);
    document.removeEventListener("htmx:afterSettle", this.moved);
  }

  press(event) {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing && event.key === "Enter" && (event.ctrlKey || event.metaKey) && typing.form?.id === "compose") {
      event.preventDefault();
      this.send(typing.form);
      return;
    }
    if (typing && event.key === "Escape" && !event.isComposing && typing.form?.id === "compose") (typing.blur(), this.querySelector(".q[aria-current]")?.focus());
    if (typing || this.dialog.open || event.ctrlKey || event.metaKey || event.altKey || !remembered()) return;
    const deed = { j: () => this.walk(1), k: () => this.walk(-1), c: () => this.click("[data-key=c]"), r: () => this.write("answer"), n: () => this.write("note"), a: () => this.unfold("together-tasks"), t: () => this.unfold("together-tags"), m: () => this.unfold("templates"), s: () => this.click("#act-suggest"), e: () => this.click("#act-enter"), "?": () => this.dialog.showModal() }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  send(form) {
    const as = form.dataset.mode === "note" ? "[name=as][value=note]" : "[name=as].primary";
    (form.querySelector(as) ?? form.querySelector("[name=as]")).click();
  }

  walk(step) {
    const rows = [...this.querySelectorAll(".q")];
    const at = rows.indexOf(document.activeElement);
    const from = at >= 0 ? at : rows.findIndex((row) => row.hasAttribute("aria-current"));
    rows[Math.max(0, Math.min(rows.length - 1, from + step))]?.focus();
  }

  write(mode) {
    const form = this.querySelector("#compose");
    if (!form) return;
    if (form.querySelector("[value=answer]")) form.dataset.mode = mode;
    form.querySelector("textarea").focus();
  }

  unfold(id) {
    this.querySelector(`#${id}`)?.setAttribute("open", "");
    this.querySelector(`#${id} :is(textarea, input:not([type=hidden]))`)?.focus();
  }

  click(selector) { this.querySelector(selector)?.click(); }

  fill(button) {
    if (!button) return;
    document.getElementById(button.dataset.fill).value = button.dataset.value;
    button.closest(".guess").hidden = true;
  }

  mark() {
    for (const row of this.querySelectorAll(".q")) {
      if (row.pathname === location.pathname) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    this.classList.toggle("at-work", Boolean(this.querySelector("#thread")));
    for (const node of this.querySelectorAll("[data-needs-script]")) node.hidden = false;
  }
}
customElements.define("desk-keys", DeskKeys);
