/* A screen's page without a connection: the page and what it is built of as they were last seen, its pictures and codes
   from the store. What it plays and what it says go to the line alone: the page itself keeps its last round. */
const STORE = "signage-1";

const kept = async (request) => (await caches.open(STORE)).match(request, { ignoreSearch: request.mode === "navigate" });
const keep = async (request, answer) => {
  if (answer.ok && answer.type === "basic" && !answer.redirected) await (await caches.open(STORE)).put(request, answer.clone());
  return answer;
};
const fromStore = async (request) => (await kept(request)) || keep(request, await fetch(request));
const fromLine = (request) => fetch(request).then((answer) => keep(request, answer), async (error) => (await kept(request)) || Promise.reject(error));

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(fromLine(request));
  else if (/^\/(static|files)\//.test(pathname) || pathname.endsWith(".svg")) event.respondWith(fromStore(request));
});
