/* The library's window on another site: <script src=".../widget.js" defer></script> <foreword-ask></foreword-ask>
   Loads a frame of the library's when it is opened, or where an answer may be offered; keeps that one was closed. */
(() => {
  const script = new URL(document.currentScript.src);
  const texts = { open: "{% filter escapejs %}{% trans 'Ask the library' %}{% endfilter %}", away: "{% filter escapejs %}{% trans 'Do not show this again' %}{% endfilter %}", offer: "{% filter escapejs %}{% trans 'An answer from the library' %}{% endfilter %}" };
  const KEPT = "foreword-ask";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { position: fixed; inset: auto 1rem 1rem auto; inset-inline: auto 1rem; z-index: 2147483000; font: 400 1rem/1.4 system-ui, sans-serif; color-scheme: light dark; }
    :host([hidden]), [hidden] { display: none !important; }
    div { display: flex; gap: .25rem; justify-content: flex-end; }
    button { font: inherit; min-block-size: 2.75rem; cursor: pointer; border: 1px solid #b5482f; border-radius: .4rem; background: #a63d25; color: #fff; padding: 0 1rem; box-shadow: 0 2px 10px rgb(0 0 0 / .25); }
    button:focus-visible { outline: 3px solid #2f6f62; outline-offset: 2px; }
    .away { background: #fbf9f5; color: #333; border-color: #999; padding: 0; inline-size: 2.75rem; }
    .news::after { content: " ●"; }
    iframe { display: block; inline-size: min(24rem, calc(100vw - 2rem)); block-size: min(38rem, calc(100dvh - 6rem)); margin-block-end: .5rem; border: 1px solid #999; border-radius: .5rem; background: Canvas; box-shadow: 0 6px 30px rgb(0 0 0 / .3); }
    .need { inline-size: min(20rem, calc(100vw - 2rem)); block-size: auto; }
    @media (max-width: 30rem) { iframe:not(.need) { position: fixed; inset: 0; inline-size: 100vw; block-size: 100dvh; margin: 0; border: 0; border-radius: 0; } }
    @media print { :host { display: none; } }`);

{% include "portal/widget_need.js" %}  class ForewordAsk extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot || this.dismissed) return;
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      this.button = this.make("button", { type: "button", textContent: texts.open });
      this.button.setAttribute("aria-expanded", "false");
      this.button.addEventListener("click", () => (this.shown ? this.close() : this.open()));
      this.away = this.make("button", { type: "button", className: "away", textContent: "×", title: texts.away });
      this.away.setAttribute("aria-label", texts.away);
      this.away.addEventListener("click", () => this.dismiss());
      const row = this.make("div");
      row.append(this.button, this.away);
      root.append(row);
      addEventListener("message", this.heard = (event) => this.hear(event));
      this.need = new Need(this);
      this.need.watch();
    }

    disconnectedCallback() { removeEventListener("message", this.heard); this.need?.stop(); }

    make(name, with_) { return Object.assign(document.createElement(name), with_); }
    get dismissed() { try { return localStorage.getItem(KEPT) === "away"; } catch { return false; } }
    get shown() { return this.frame && !this.frame.hidden; }

    open() {
      if (!this.shadowRoot) return;
      this.need.stop();
      if (!this.frame) {
        const address = new URL("widget/", script);
        address.searchParams.set("site", location.origin);
        this.frame = this.make("iframe", { src: address.href, title: texts.open });
        this.shadowRoot.prepend(this.frame);
      }
      this.show(true);
      this.button.classList.remove("news");
      this.frame.focus();
    }

    close() { this.show(false); this.button.focus(); }
    show(yes) { this.frame.hidden = !yes; this.button.setAttribute("aria-expanded", String(yes)); }

    dismiss() {
      try { localStorage.setItem(KEPT, "away"); } catch { /* then only for this page */ }
      this.remove();
    }

    /* Only what our own frame says counts. */
    hear({ origin, source, data }) {
      if (origin !== script.origin || !this.frame || source !== this.frame.contentWindow) return;
      if (data?.foreword === "close") this.close();
      if (data?.foreword === "news" && !this.shown) this.button.classList.add("news");
    }
  }
  customElements.define("foreword-ask", ForewordAsk);
})();
