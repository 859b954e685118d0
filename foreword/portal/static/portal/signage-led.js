/* A running line for a display of lamps that mirrors a page. The lines come as plain text, once a minute; without a
   connection the last ones run on. Where motion is unwanted, or a line fits, it stands still for as long as it is read. */
const PIXELS_A_SECOND = 90, STANDS = 8000, MINUTE = 60000;

class LedLine extends HTMLElement {
  connectedCallback() {
    this.lines = this.textContent.trim().split("\n").filter(Boolean);
    this.at = -1;
    this.line = document.createElement("span");
    this.replaceChildren(this.line);
    this.next();
    setInterval(() => this.poll(), MINUTE);
  }

  async poll() {
    const answer = await fetch(this.dataset.lines, { cache: "no-cache" }).catch(() => null);
    if (!answer || (!answer.ok && answer.status !== 404)) return;
    this.lines = answer.ok ? (await answer.text()).split("\n").filter(Boolean) : [];
  }

  next() {
    this.at = (this.at + 1) % (this.lines.length || 1);
    this.line.textContent = this.lines[this.at] || "";
    const wide = this.line.scrollWidth, still = matchMedia("(prefers-reduced-motion: reduce)").matches || wide <= this.clientWidth || !this.line.animate;
    if (still) return setTimeout(() => this.next(), STANDS);
    const way = [{ transform: `translateX(${this.clientWidth}px)` }, { transform: `translateX(${-wide}px)` }];
    this.line.animate(way, { duration: (this.clientWidth + wide) / PIXELS_A_SECOND * 1000 }).onfinish = () => this.next();
  }
}
customElements.define("led-line", LedLine);
