/* The live thread in the library's window: what is new is asked for with the secret in the body. */

/* The talk of this tab. A browser may close the store of a foreign frame: then a talk lasts as long as its page. */
const talk = {
  key: "foreword-talk",
  get() { try { return JSON.parse(sessionStorage.getItem(this.key)); } catch { return null; } },
  set(value) { try { sessionStorage.setItem(this.key, JSON.stringify(value)); } catch { /* closed */ } },
  forget() { try { sessionStorage.removeItem(this.key); } catch { /* closed */ } },
};

class WidgetThread extends LiveThread {
  connectedCallback() {
    const { pid, token } = this.dataset;
    talk.set({ pid, token });
    super.connectedCallback();
  }

  async fetchNews() {
    const { pid, token, news } = this.dataset;
    const answer = await fetch(news, { method: "POST", body: new URLSearchParams({ pid, token, after: this.after }) });
    if (answer.ok) this.take(await answer.text(), ["way", "line", "verdict"]);
  }
}
customElements.define("widget-thread", WidgetThread);
