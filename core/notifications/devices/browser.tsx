/** What a browser itself says about showing notices. */

const WORKER = '/push-worker.js'
/** No page lies there: the worker shows notices and stands before nothing. */
const SCOPE = '/push/'

export const canPush = () =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** The address at which this browser is reached; null while it is not. */
export async function endpointHere(): Promise<string | null> {
  if (!canPush()) return null
  const worker = await navigator.serviceWorker.getRegistration(SCOPE)
  return (await worker?.pushManager.getSubscription())?.endpoint ?? null
}

/** Asks the person; null when they, or their browser, say no. */
export async function subscribe(publicKey: string) {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const worker = await navigator.serviceWorker.register(WORKER, { scope: SCOPE })
  const how = { userVisibleOnly: true, applicationServerKey: publicKey }
  const { endpoint, keys } = (await worker.pushManager.subscribe(how)).toJSON()
  const { p256dh, auth } = keys ?? {}
  return endpoint && p256dh && auth ? { endpoint, publicKey: p256dh, secret: auth } : null
}

export async function unsubscribe(): Promise<void> {
  const worker = await navigator.serviceWorker.getRegistration(SCOPE)
  await (await worker?.pushManager.getSubscription())?.unsubscribe()
}
