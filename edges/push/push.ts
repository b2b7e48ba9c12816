/** Notices on people's devices, by the push service that each browser names (RFC 8030), signed with our keys (RFC 8292). */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { request } from 'node:https'
import { isIP } from 'node:net'
import type { Pusher } from '#core/notifications/devices/contract.ts'
import { HOUR, SECOND } from '#kernel/time.ts'
import { encrypted } from './encryption.ts'

const TIMEOUT_MS = 10 * SECOND
const TTL_S = 86_400
const GONE = new Set([404, 410])

export type PushSettings = {
  /** Uncompressed point, base64url: browsers are given it. */
  publicKey: string
  privateKey: string
  /** `mailto:` or `https:`: whom a push service writes to when something is wrong with us. */
  subject: string
}
/** Tests: a service on this machine, with a certificate of its own. */
type Near = { ca: string }

export function pushService(settings: PushSettings, near?: Near): Pusher {
  const key = keyOf(settings)
  return {
    publicKey: settings.publicKey,
    send: async (device, words, { urgency, topic }) => {
      const url = new URL(device.endpoint)
      // A browser names its service; whoever names one of our own machines is no browser.
      if (!near && !isFar(url)) return 'gone'
      const status = await post(url, encrypted(words, device), near?.ca, {
        authorization: `vapid t=${token(url.origin, settings, key)}, k=${settings.publicKey}`,
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(TTL_S),
        urgency,
        topic,
      })
      if (GONE.has(status)) return 'gone'
      if (status < 200 || status > 299) throw new Error(`the push service answered ${status}`)
      return 'sent'
    },
  }
}

/** By name, at the usual port of https: not an address, not a machine of the house. */
const isFar = ({ protocol, hostname, port }: URL) =>
  protocol === 'https:' &&
  port === '' &&
  hostname.includes('.') &&
  !isIP(hostname.replaceAll(/[[\]]/g, '')) &&
  !/\.(local|internal|localhost|lan|home|arpa)$/.test(hostname)

function post(
  url: URL,
  body: Buffer,
  ca: string | undefined,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', timeout: TIMEOUT_MS, ...(ca ? { ca } : {}) }
    const asked = request(
      url,
      { ...options, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
        answer.once('error', reject)
      },
    )
    asked.once('timeout', () => asked.destroy(new Error('the push service does not answer')))
    asked.once('error', reject)
    asked.end(body)
  })
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Good for half a day at one service, as they ask (RFC 8292 §2: at most a day). */
function token(aud: string, { subject: sub }: PushSettings, key: KeyObject): string {
  const exp = Math.floor((Date.now() + 12 * HOUR) / SECOND)
  const signed = `${json({ typ: 'JWT', alg: 'ES256' })}.${json({ aud, exp, sub })}`
  const mac = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${mac.toString('base64url')}`
}

function keyOf({ publicKey, privateKey }: PushSettings): KeyObject {
  const point = Buffer.from(publicKey, 'base64url')
  const x = point.subarray(1, 33).toString('base64url')
  const y = point.subarray(33, 65).toString('base64url')
  return createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x, y, d: privateKey },
  })
}
