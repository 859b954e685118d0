/* What a screen has played: whole counts of each hour, so that sent twice they come to the same. Kept until the server has
   them, through days without a line; the running hour's longer, since it still grows. */
const MOST_HOURS = 168, AT_ONCE = 12;

class PlayCount {
  constructor(store, url) {
    this.store = `${store}plays`;
    this.url = url;
    try { this.plays = JSON.parse(localStorage.getItem(this.store)) || {}; } catch { this.plays = {}; }
  }

  count(product, hour) {
    const counted = this.plays[hour] || (this.plays[hour] = {});
    counted[product] = (counted[product] || 0) + 1;
    for (const old of Object.keys(this.plays).sort().slice(0, -MOST_HOURS)) delete this.plays[old];
    this.keep();
  }

  async send(showing, hour) {
    const hours = Object.keys(this.plays).sort().slice(0, AT_ONCE);
    const size = { width: Math.round(innerWidth * devicePixelRatio), height: Math.round(innerHeight * devicePixelRatio) };
    const body = JSON.stringify({ ...size, showing, plays: Object.fromEntries(hours.map((each) => [each, this.plays[each]])) });
    const answer = await fetch(this.url, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok) return;
    for (const each of hours) if (each < hour) delete this.plays[each];
    this.keep();
  }

  keep() { try { localStorage.setItem(this.store, JSON.stringify(this.plays)); } catch { /* full or forbidden: until the page is closed */ } }
}
