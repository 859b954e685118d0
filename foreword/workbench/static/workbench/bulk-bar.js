/* Marked questions: x marks the one in focus; the marks outlive the queue's refreshing itself, and the bar shows when there are some. */
const marked = new Set();
const singleKeys = () => { try { return localStorage.getItem("desk:single-keys") !== "off"; } catch { return true; } };

class BulkBar extends HTMLElement {
  connectedCallback() {
    this.queue = this.closest("#queue");
    this.form = this.querySelector("form");
    this.changed = (event) => event.target.matches(".mark, [name=deed]") && this.read();
    this.pressed = (event) => this.press(event);
    this.queue.addEventListener("change", this.changed);
    document.addEventListener("keydown", this.pressed);
    queueMicrotask(() => {
      for (const box of this.boxes) box.checked ||= marked.has(box.value);
      this.read();
    });
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.pressed); }

  get boxes() { return this.queue.querySelectorAll(".mark"); }

  read() {
    marked.clear();
    for (const box of this.boxes) if (box.checked) marked.add(box.value);
    const count = this.querySelector(".count");
    count.textContent = count.dataset.one.replace("{n}", marked.size);
    this.hidden = marked.size === 0;
    const deed = this.form.elements.deed.value;
    this.form.elements.tag.hidden = deed !== "tag";
    this.form.elements.stage.hidden = deed !== "stage";
  }

  press(event) {
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || !singleKeys()) return;
    const box = event.target.closest(".qrow")?.querySelector(".mark");
    if (!box || event.target === box) return;
    event.preventDefault();
    box.click();
  }
}
customElements.define("bulk-bar", BulkBar);
