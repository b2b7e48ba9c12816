/** An authenticator in software: keys on P-256, written as WebAuthn level 3 asks, so that tests sign as a phone would. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Options = { challenge?: unknown; origin: string; rpId: string }
type Touch = {
  /** The owner showed a finger or typed a code. */
  verified?: boolean
  /** What the authenticator counts; 0 when it does not. */
  counter?: number
  /** What a page of another site would make the browser write. */
  origin?: string
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')

/** Definite lengths, integers and bytes, text and maps: all of CBOR that an attestation needs. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, count: number) => {
    if (count < 24) return Buffer.from([(major << 5) | count])
    if (count < 256) return Buffer.from([(major << 5) | 24, count])
    return Buffer.from([(major << 5) | 25, count >> 8, count & 255])
  }
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map)
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap(([key, it]) => [cbor(key), cbor(it as never)]),
    ])
  return Buffer.concat([head(2, value.length), value])
}

export function authenticator({ origin, rpId }: Omit<Options, 'challenge'>) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
  const id = randomBytes(32)
  let userHandle = ''

  const clientData = (type: string, challenge: unknown, at: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }))
  const authData = ({ verified = true, counter = 0 }: Touch, extra = Buffer.alloc(0)) => {
    const flags = 0x01 | (verified ? 0x04 : 0) | (extra.length ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, extra])
  }
  const credential = { id: base64url(id), rawId: base64url(id), type: 'public-key' as const }

  return {
    /** Makes the key for an account: what `navigator.credentials.create` answers. */
    register(options: { challenge: unknown; user?: unknown }, touch: Touch = {}) {
      userHandle = (options.user as { id: string }).id
      const key = new Map<number | string, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ])
      const length = Buffer.from([id.length >> 8, id.length & 255])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cbor(key)])
      const attestation = new Map<number | string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData(touch, attested)],
      ])
      const data = clientData('webauthn.create', options.challenge, touch.origin ?? origin)
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(data),
          attestationObject: base64url(cbor(attestation)),
          transports: ['internal', 'hybrid'],
        },
      }
    },
    /** Signs a challenge: what `navigator.credentials.get` answers. */
    assert({ challenge }: { challenge: unknown }, touch: Touch = {}) {
      const data = clientData('webauthn.get', challenge, touch.origin ?? origin)
      const authenticatorData = authData(touch)
      const signed = Buffer.concat([authenticatorData, sha256(data)])
      return {
        ...credential,
        response: {
          clientDataJSON: base64url(data),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(sign('sha256', signed, privateKey)),
          userHandle,
        },
      }
    },
  }
}
