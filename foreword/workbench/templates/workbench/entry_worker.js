/* The page of quick entry, opened without a connection: the page itself from the line where there is one, else as it
   was last seen; what it is built of by its name, which changes with its content. Nothing else is touched. */
const STORE = "quick-entry-1";

const kept = async (request) => (await caches.open(STORE)).match(request, { ignoreSearch: true });
const keep = async (request, answer) => {
  if (answer.ok && answer.type === "basic" && !answer.redirected) await (await caches.open(STORE)).put(request, answer.clone());
  return answer;
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(kept(request).then((found) => found ?? fetch(request).then((answer) => keep(request, answer))));
  else if (request.mode === "navigate") event.respondWith(fetch(request).then((answer) => keep(request, answer), async (error) => (await kept(request)) ?? Promise.reject(error)));
});
