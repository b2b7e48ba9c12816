/** Shows notices while no page is open. It lives below /push/, so it stands before no page and keeps nothing. */
self.addEventListener('push', (event) => {
  const { title, house, url, tag } = event.data.json()
  const look = { body: house, tag, data: { url }, lang: navigator.language }
  event.waitUntil(self.registration.showNotification(title, look))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = event.notification.data
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      const open = windows.find((it) => it.url === url)
      return open ? open.focus() : self.clients.openWindow(url)
    }),
  )
})
