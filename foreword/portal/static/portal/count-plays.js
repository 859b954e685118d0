/* A recording that was listened to or watched adds one to a count of the day, once for each visit to the page. */
document.addEventListener("play", ({ target }) => {
  const { played } = document.querySelector("[data-played]").dataset;
  if (target.dataset.counted) return;
  target.dataset.counted = "yes";
  navigator.sendBeacon(played, new URLSearchParams({ what: target.localName }));
}, true);
