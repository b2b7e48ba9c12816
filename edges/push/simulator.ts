/** A push service of our own over TLS: checks who sends, decrypts as a browser does, and says what a test asks it to. */
import { execFileSync } from 'node:child_process'
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Heard = { words: string; headers: IncomingHttpHeaders; claims: Record<string, unknown> }

/** A pair of keys as an installation has them. */
export function vapidKeys() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return { publicKey: pair.getPublicKey('base64url'), privateKey: pair.getPrivateKey('base64url') }
}

/** One browser: its keys, and the reading of what comes for it. */
function browser() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const auth = randomBytes(16)
  const derive = (
    secret: Uint8Array,
    salt: Uint8Array,
    info: string | Uint8Array,
    length: number,
  ) => Buffer.from(hkdfSync('sha256', secret, salt, info, length))
  return {
    publicKey: pair.getPublicKey('base64url'),
    secret: auth.toString('base64url'),
    read(body: Buffer): string {
      const salt = body.subarray(0, 16)
      const length = body[20]!
      const sender = body.subarray(21, 21 + length)
      const sealed = body.subarray(21 + length)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender])
      const shared = derive(pair.computeSecret(sender), auth, info, 32)
      const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16)
      const nonce = derive(shared, salt, 'Content-Encoding: nonce\0', 12)
      const opening = createDecipheriv('aes-128-gcm', key, nonce)
      opening.setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()])
      return plain.subarray(0, plain.lastIndexOf(2)).toString()
    },
  }
}

/** The claims of a signature that holds; throws for one that does not. */
function claimsIn(authorization: string): Record<string, unknown> {
  const [, token, k] = /^vapid t=([^,]+), k=(\S+)$/.exec(authorization)!
  const [head, body, mac] = token!.split('.')
  const point = Buffer.from(k!, 'base64url')
  const x = point.subarray(1, 33).toString('base64url')
  const y = point.subarray(33).toString('base64url')
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } })
  const signed = Buffer.from(`${head}.${body}`)
  const signature = Buffer.from(mac!, 'base64url')
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature))
    throw new Error('the signature does not hold')
  return JSON.parse(Buffer.from(body!, 'base64url').toString())
}

export async function startPushService() {
  const folder = mkdtempSync(join(tmpdir(), 'socle-push-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  execFileSync(
    'openssl',
    ['req', ...kind, '-keyout', key, '-out', cert, '-days', '2', ...subject],
    {
      stdio: 'ignore',
    },
  )
  const here = browser()
  const heard: Heard[] = []
  const faults: unknown[] = []
  let status = 201
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        try {
          const { headers } = request
          const claims = claimsIn(headers.authorization ?? '')
          const words = here.read(Buffer.concat(chunks))
          if (status < 300) heard.push({ words, headers, claims })
        } catch (error) {
          faults.push(error)
          status = 400
        }
        response.writeHead(status).end()
      })
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    ca: readFileSync(cert, 'utf8'),
    device: {
      endpoint: `${origin}/push/one`,
      publicKey: here.publicKey,
      secret: here.secret,
    },
    heard,
    faults,
    /** What it answers from now on. */
    answer: (next: number) => {
      status = next
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
