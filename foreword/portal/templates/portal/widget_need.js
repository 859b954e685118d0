  /* One answer, where the site has written `offer`: when a search there found nothing or was tried again, or somebody
     stays. Once a visit; never again for who said so. Told of the page is only what the site's attributes say. */
  class Need {
    constructor(host) { this.host = host; }
    get(store, key) { try { return window[store].getItem(key); } catch { return "closed"; } }
    set(store, key, value) { try { window[store].setItem(key, value); } catch { /* closed */ } }
    told(name) { return this.host.getAttribute(name)?.trim() ?? ""; }

    watch() {
      if (!this.host.hasAttribute("offer") || this.get("localStorage", "foreword-offer") || this.get("sessionStorage", "foreword-offered")) return;
      const words = this.told("searched"), before = this.get("sessionStorage", "foreword-searched");
      if (words) this.set("sessionStorage", "foreword-searched", words);
      const again = words && before && before !== "closed" && before !== words;
      if (words && (again || this.told("found") === "0")) this.ask(again ? [before, words] : [words]);
      else this.stay();
    }

    /* Only time in sight counts. */
    stay() {
      const begin = () => { clearTimeout(this.timer); if (!document.hidden) this.timer = setTimeout(() => this.ask([]), 45000); };
      document.addEventListener("visibilitychange", this.seen = begin);
      begin();
    }

    stop() {
      clearTimeout(this.timer);
      document.removeEventListener("visibilitychange", this.seen);
      removeEventListener("message", this.heard);
      this.frame?.remove();
    }

    ask(words) {
      if (this.frame || this.host.shown) return;
      const address = new URL("widget/need/", script);
      address.searchParams.set("site", location.origin);
      this.frame = Object.assign(document.createElement("iframe"), { className: "need", hidden: true, src: address.href, title: texts.offer });
      addEventListener("message", this.heard = (event) => this.hear(event, words));
      this.host.shadowRoot.prepend(this.frame);
    }

    hear({ origin, source, data }, words) {
      if (origin !== script.origin || source !== this.frame.contentWindow) return;
      const said = data?.foreword;
      if (said === "ready") source.postMessage({ foreword: "page", title: this.told("page-title") || document.title, course: this.told("course"), topic: this.told("topic"), words }, script.origin);
      if (said === "offer" && !this.host.shown) {
        this.set("sessionStorage", "foreword-offered", "yes");
        this.frame.style.blockSize = `${Math.min(Number(data.height) || 160, 320)}px`;
        this.frame.hidden = false;
      }
      if (said === "away") this.set("localStorage", "foreword-offer", "away");
      if (["nothing", "later", "away"].includes(said)) this.stop();
    }
  }

