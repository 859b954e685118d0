// A spoken version: its speed, the sentence that is being said, and a click on a sentence to hear it.
class SpokenVersion extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio");
    this.lines = [...this.querySelectorAll("[data-second]")];
    this.starts = this.lines.map((line) => Number(line.dataset.second));
    const speed = this.querySelector("[data-speed]");
    speed.hidden = false;
    speed.querySelector("select").addEventListener("change", (event) => {
      this.audio.playbackRate = Number(event.target.value);
    });
    this.lines.forEach((line, n) => line.addEventListener("click", () => this.from(n)));
    this.audio.addEventListener("timeupdate", () => this.mark());
  }

  from(n) {
    this.audio.currentTime = this.starts[n];
    this.audio.play();
  }

  mark() {
    const at = this.audio.currentTime + 0.05;
    const now = this.starts.findLastIndex((start) => start <= at);
    if (now === this.now) return;
    this.lines[this.now]?.removeAttribute("aria-current");
    this.lines[now]?.setAttribute("aria-current", "true");
    this.now = now;
  }
}

customElements.define("spoken-version", SpokenVersion);
