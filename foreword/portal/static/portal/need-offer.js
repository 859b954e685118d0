/* One answer where a search found nothing twice: once a visit, and never again for who said so. */
class NeedOffer extends HTMLElement {
  connectedCallback() {
    const { words } = this.dataset;
    if (this.read(localStorage, "foreword-offer") || this.read(sessionStorage, "foreword-offered")) return;
    const before = this.read(sessionStorage, "foreword-nothing");
    this.keep(sessionStorage, "foreword-nothing", words);
    if (before && before !== words) this.offer([before, words]);
  }

  async offer(words) {
    const answer = await this.post(this.dataset.url, words.map((each) => ["words", each])).catch(() => null);
    if (answer?.status !== 200) return;
    this.keep(sessionStorage, "foreword-offered", "yes");
    this.innerHTML = await answer.text();
    this.hidden = false;
    this.addEventListener("click", ({ target }) => this.done(target.closest("[data-need]")?.dataset.need));
  }

  done(what) {
    if (!what) return;
    if (what === "away") {
      this.keep(localStorage, "foreword-offer", "away");
      this.post(this.dataset.away, []).catch(() => null);
    }
    this.remove();
    document.getElementById("id_text")?.focus();
  }

  post(address, said) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    return fetch(address, { method: "POST", body: new URLSearchParams([...said, ["csrfmiddlewaretoken", token]]) });
  }

  /* A browser may close its stores: then nothing is offered. */
  read(store, key) { try { return store.getItem(key); } catch { return "closed"; } }
  keep(store, key, value) { try { store.setItem(key, value); } catch { /* closed */ } }
}
customElements.define("need-offer", NeedOffer);
