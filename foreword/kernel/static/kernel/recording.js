/* One recording of the microphone, two minutes at most. `kind` is "" where the browser cannot record. */
class Recording {
  static most = 120;
  static endings = { "audio/webm;codecs=opus": "webm", "audio/mp4": "m4a", "audio/ogg;codecs=opus": "ogg" };
  static kind = (navigator.mediaDevices && Object.keys(Recording.endings).find((kind) => window.MediaRecorder?.isTypeSupported(kind))) || "";

  constructor(ticked) { this.ticked = ticked; }

  async begin() {
    this.sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    const parts = [];
    this.recorder = new MediaRecorder(this.sound, { mimeType: Recording.kind, audioBitsPerSecond: 32000 });
    this.recorder.ondataavailable = ({ data }) => parts.push(data);
    this.ended = new Promise((done) => { this.recorder.onstop = () => done(parts); });
    this.recorder.start();
    this.began = Date.now();
    this.clock = setInterval(() => this.ticked(this.seconds), 200);
  }

  get seconds() { return Math.min(Recording.most, Math.round((Date.now() - this.began) / 1000)); }

  /* The file; the microphone is let go at once. */
  async end(name) {
    const seconds = Math.max(1, this.seconds);
    this.leave();
    const named = `${name.replace("{seconds}", seconds)}.${Recording.endings[Recording.kind]}`;
    return new File(await this.ended, named, { type: Recording.kind.split(";")[0] });
  }

  leave() {
    clearInterval(this.clock);
    if (this.recorder?.state === "recording") this.recorder.stop();
    for (const track of this.sound?.getTracks() ?? []) track.stop();
  }
}
