/* A voice note: recorded here, listened to, and then a file among those that go with the message. Where the browser
   cannot record, nothing of this is shown: a recording can be chosen like any file. */
class VoiceNote extends HTMLElement {
  connectedCallback() {
    if (!Recording.kind) return;
    this.files = this.closest("attach-files");
    this.form = this.closest("form");
    this.addEventListener("click", ({ target }) => this[target.closest("[data-act]")?.dataset.act]?.());
    this.form.addEventListener("submit", this.first = (event) => this.hold(event), true);
    this.files.addEventListener("dropped", ({ detail }) => detail === this.note && this.cancel());
    this.show("idle");
    this.hidden = false;
  }

  disconnectedCallback() {
    this.form?.removeEventListener("submit", this.first, true);
    this.forget();
  }

  /* Focus goes along with whom it was with. */
  show(state) {
    const here = this.contains(document.activeElement);
    for (const part of this.querySelectorAll("[data-part]")) part.hidden = part.dataset.part !== state;
    if (here) this.querySelector(`[data-part="${state}"] [data-act]`).focus();
  }

  say(words) { this.querySelector(".error").textContent = words; }

  tick(seconds) {
    this.querySelector(".time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= Recording.most) this.stop();
  }

  async record() {
    if (this.recording) return;
    this.say("");
    const recording = this.recording = new Recording((seconds) => this.tick(seconds));
    try { await recording.begin(); }
    catch ({ name }) {
      this.recording = undefined;
      return this.say(name === "NotAllowedError" ? this.dataset.refused : this.dataset.none);
    }
    if (!this.isConnected) return this.forget();
    this.tick(0);
    this.show("recording");
  }

  async stop() {
    const { recording } = this;
    this.recording = undefined;
    if (!recording) return;
    this.note = await recording.end(this.dataset.name);
    this.files.add([this.note]);
    this.querySelector("audio").src = this.heard = URL.createObjectURL(this.note);
    this.show("done");
  }

  cancel() {
    const { note } = this;
    this.forget();
    if (note) this.files.drop(note);
    this.show("idle");
  }

  forget() {
    this.recording?.leave();
    URL.revokeObjectURL(this.heard);
    this.recording = this.note = undefined;
  }

  /* Who sends while recording sends what was said. */
  async hold(event) {
    if (!this.recording) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.stop();
    this.form.requestSubmit(event.submitter);
  }
}
customElements.define("voice-note", VoiceNote);
