/* The menu of reply templates: typing finds, arrows walk, Enter puts the first one found into the box, Escape leaves. */
class TemplateMenu extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.field.hidden = false;
    this.field.addEventListener("input", () => this.find());
    this.addEventListener("keydown", (event) => this.press(event));
  }

  get found() { return [...this.querySelectorAll(".choice")].filter((choice) => !choice.parentElement.hidden); }

  find() {
    const words = this.field.value.toLocaleLowerCase().split(/\s+/);
    for (const choice of this.querySelectorAll(".choice")) {
      const text = choice.textContent.toLocaleLowerCase();
      choice.parentElement.hidden = !words.every((word) => text.includes(word));
    }
  }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.querySelector("details").open = false;
      this.closest("form").querySelector("textarea").focus();
    } else if (event.key === "Enter" && event.target === this.field) {
      event.preventDefault();
      this.found[0]?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const stops = [this.field, ...this.found];
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      stops[Math.max(0, Math.min(stops.length - 1, at))].focus();
    }
  }
}
customElements.define("template-menu", TemplateMenu);
