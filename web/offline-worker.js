/**
 * Stands before the pages of /app, so that those that are made for it open without a network. The build writes the
 * names of the files in (vite.config.ts); whatever is not among them, and every call to the server, passes by.
 */
const PREFIX = 'socle-offline-'
const CACHE = `${PREFIX}__RELEASE__`
const FILES = __FILES__
/** Every address of the application is answered by the same page. */
const SHELL = '/app/'
/** A line that says nothing for so long is no line. */
const PATIENCE_MS = 4000

self.addEventListener('install', (event) => event.waitUntil(keep()))

/** All of one release, or nothing: half of one would fail in the basement. */
async function keep() {
  const cache = await caches.open(CACHE)
  await cache.addAll(FILES)
  const shell = await fetch(SHELL, { headers: { accept: 'text/html' }, cache: 'reload' })
  if (!shell.ok) throw new Error(`the shell answers ${shell.status}`)
  await cache.put(SHELL, shell)
}

self.addEventListener('activate', (event) => event.waitUntil(replace()))

async function replace() {
  const names = await caches.keys()
  const older = names.filter((it) => it.startsWith(PREFIX) && it !== CACHE)
  await Promise.all(older.map((it) => caches.delete(it)))
  await self.clients.claim()
}

// A newer release waits until no page needs the older one, or until a page says that no work is open anywhere.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(file(request))
})

/** The network's page while it answers; the kept one carries the content policy and the nonce that it came with. */
async function page(request) {
  const shell = caches.match(SHELL, { ignoreVary: true })
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(() => shell)
  const fresh = fetch(request).then(
    (answer) => (answer.status < 500 ? answer : shell.then((it) => it ?? answer)),
    async (error) => {
      const kept = await shell
      if (kept) return kept
      throw error
    },
  )
  return (await Promise.race([fresh, late])) ?? fresh
}

/** Their names carry a digest of what is in them: what is kept is what the network would send. */
const file = async (request) =>
  (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request)
