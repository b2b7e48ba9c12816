/** Checks a request's SigV4 as a bucket does: for the simulator of the tests. AWS, “Signature Version 4”. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const SKEW_MS = 15 * 60_000
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Uint8Array, text: string) =>
  createHmac('sha256', key).update(text).digest()
const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/

/** The code of the refusal; undefined when the request is who it says. */
export function refusalOf(
  { method, url, headers }: IncomingMessage,
  body: Uint8Array,
  secrets: Readonly<Record<string, string>>,
  now = Date.now(),
): string | undefined {
  const { pathname, searchParams } = new URL(url!, 'http://bucket')
  const [, credential = '', signed = '', signature = ''] =
    HEADER.exec(headers.authorization ?? '') ?? []
  if (!credential) return 'AccessDenied'
  const [id = '', day = '', region = '', service = ''] = credential.split('/')
  const secret = secrets[id]
  if (!secret) return 'InvalidAccessKeyId'
  const date = String(headers['x-amz-date'])
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? []
  const at = Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min), Number(s))
  if (!(Math.abs(now - at) <= SKEW_MS)) return 'RequestTimeTooSkewed'
  const hash = String(headers['x-amz-content-sha256'])
  if (/^[0-9a-f]{64}$/.test(hash) && hash !== sha256(body)) return 'XAmzContentSHA256Mismatch'

  const canonical = [
    method,
    pathname
      .split('/')
      .map((it) => encoded(decodeURIComponent(it)))
      .join('/'),
    [...searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    signed
      .split(';')
      .map(
        (name) =>
          `${name}:${String(headers[name] ?? '')
            .trim()
            .replaceAll(/\s+/g, ' ')}\n`,
      )
      .join(''),
    signed,
    hash,
  ].join('\n')
  const scope = [day, region, service, 'aws4_request']
  const key = scope.reduce<string | Uint8Array>(hmac, `AWS4${secret}`)
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n')
  const right = hmac(key, text)
  const shown = Buffer.from(signature, 'hex')
  return timingSafeEqual(right, shown) ? undefined : 'SignatureDoesNotMatch'
}

const encoded = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  )
