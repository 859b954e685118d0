/* Files that are pasted into a form or dropped on it join those that were chosen. */
class AttachFiles extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input[type=file]");
    this.form = this.box.form;
    this.ears = {
      paste: (event) => this.take(event, event.clipboardData),
      drop: (event) => this.take(event, event.dataTransfer),
      dragover: (event) => event.dataTransfer.types.includes("Files") && event.preventDefault(),
    };
    for (const [name, ear] of Object.entries(this.ears)) this.form.addEventListener(name, ear);
  }

  disconnectedCallback() {
    for (const [name, ear] of Object.entries(this.ears)) this.form.removeEventListener(name, ear);
  }

  take(event, { files }) {
    if (!files.length) return;
    event.preventDefault();
    const all = new DataTransfer();
    for (const file of [...this.box.files, ...files]) all.items.add(file);
    this.box.files = all.files;
  }
}
customElements.define("attach-files", AttachFiles);
