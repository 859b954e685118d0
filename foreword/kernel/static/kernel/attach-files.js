/* The files of a message: chosen, pasted into its form or dropped on it. What is too much is said before it is sent. */
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
    this.box.addEventListener("change", () => this.choose());
    this.querySelector(".chosen").addEventListener("click", ({ target }) => {
      const off = target.closest("button");
      if (off) this.drop(this.files[[...off.closest("ul").children].indexOf(off.parentElement)]);
    });
    this.files = [];
    if ("refused" in this.dataset) setTimeout(() => this.comeBack());
  }

  static left = new Map();
  get place() { return `${this.box.id} ${this.form.action}`; }

  /* A form that was not taken comes back anew: with its files, but for the one that was refused. */
  comeBack() { this.add((AttachFiles.left.get(this.place) ?? []).filter(({ name }) => name !== this.dataset.refused)); }

  disconnectedCallback() {
    AttachFiles.left.set(this.place, this.files);
    for (const [name, ear] of Object.entries(this.ears)) this.form.removeEventListener(name, ear);
  }

  take(event, { files }) {
    if (!files.length) return;
    event.preventDefault();
    this.add(files);
  }

  /* A browser puts what is chosen in place of what was chosen before. */
  choose() { if (this.box.files.length) this.add(this.box.files); }

  add(files) {
    const known = new Set(this.files.map(AttachFiles.mark)), fresh = [...files].filter((file) => !known.has(AttachFiles.mark(file)));
    const small = fresh.filter(({ size }) => size <= Number(this.dataset.largest)), all = [...this.files, ...small];
    const large = fresh.filter((file) => !small.includes(file)).map(({ name }) => this.dataset.large.replace("{name}", name));
    const most = Number(this.dataset.most);
    this.hold(all.slice(0, most), [...large, ...(all.length > most ? [this.dataset.many] : [])].join(" "));
  }

  drop(file) {
    this.hold(this.files.filter((other) => other !== file), "");
    this.dispatchEvent(new CustomEvent("dropped", { detail: file }));
  }

  static mark({ name, size, lastModified }) { return `${name}/${size}/${lastModified}`; }

  hold(files, words) {
    const all = new DataTransfer();
    for (const file of files) all.items.add(file);
    this.files = files;
    this.box.files = all.files;
    this.querySelector(":scope > .error").textContent = words;
    this.querySelector(".chosen").replaceChildren(...files.map((file) => this.line(file)));
  }

  line({ name, size }) {
    const line = this.querySelector("template").content.cloneNode(true).firstElementChild;
    line.querySelector("span").textContent = `${name} · ${size < 1e6 ? `${Math.ceil(size / 1000)} kB` : `${(size / 1e6).toFixed(1)} MB`}`;
    line.querySelector("button").ariaLabel = `${this.dataset.off} ${name}`;
    return line;
  }
}
customElements.define("attach-files", AttachFiles);
