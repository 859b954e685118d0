/* Shows a notice and opens its page. It keeps nothing and fetches nothing. */
self.addEventListener("push", (event) => {
  const { title, url, tag, lang, library } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body: library, tag, lang, data: url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data, self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url.href));
});
