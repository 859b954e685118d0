/* Let this browser be told: asks its reader, subscribes, and says so to the server. Without script the page has no button. */
class OwnBrowser extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.says = this.querySelector("[role=status]");
    if (!("serviceWorker" in navigator) || !("PushManager" in window) || !this.dataset.key) return;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.ask());
  }

  async ask() {
    this.button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.say(this.dataset.refused);
      const worker = await navigator.serviceWorker.register(this.dataset.worker);
      await navigator.serviceWorker.ready;
      const options = { userVisibleOnly: true, applicationServerKey: this.dataset.key };
      const { endpoint, keys } = (await worker.pushManager.subscribe(options)).toJSON();
      const headers = { "X-CSRFToken": JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"] };
      const body = new URLSearchParams({ endpoint, ...keys });
      const kept = await fetch(this.dataset.save, { method: "POST", headers, body });
      if (!kept.ok) return this.say(this.dataset.failed);
      location.reload();
    } catch {
      this.say(this.dataset.failed);
    } finally {
      this.button.disabled = false;
    }
  }

  say(words) {
    this.says.textContent = words;
  }
}
customElements.define("own-browser", OwnBrowser);
