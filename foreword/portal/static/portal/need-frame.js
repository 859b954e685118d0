/* One answer in a frame on another site: its page says what it is about, we say whether there is an answer. */
class NeedFrame extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.site || parent === window) return;
    addEventListener("message", (event) => this.hear(event));
    this.addEventListener("click", ({ target }) => {
      const what = target.closest("[data-need]")?.dataset.need;
      if (what) this.tell({ foreword: what });
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.tell({ foreword: "later" }));
    this.tell({ foreword: "ready" });
  }

  tell(what) { parent.postMessage(what, this.dataset.site); }

  /* Only the site that holds us, and once. */
  async hear({ origin, source, data }) {
    if (origin !== this.dataset.site || source !== parent || data?.foreword !== "page" || this.asked) return;
    this.asked = true;
    const said = ["title", "course", "topic"].map((name) => [name, String(data[name] ?? "")]);
    const words = (Array.isArray(data.words) ? data.words : []).map((each) => ["words", String(each)]);
    const answer = await fetch(this.dataset.url, { method: "POST", body: new URLSearchParams([...said, ...words]) }).catch(() => null);
    if (answer?.status !== 200) return this.tell({ foreword: "nothing" });
    this.innerHTML = await answer.text();
    this.tell({ foreword: "offer", height: document.getElementById("main").offsetHeight + 2 });
  }
}
customElements.define("need-frame", NeedFrame);
