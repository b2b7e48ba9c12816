/** A message that only one browser can read (RFC 8291), in the coding aes128gcm (RFC 8188). */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** Services take 4096 bytes at least; one record holds it all. */
const RECORD = 4096
const LAST_RECORD = Buffer.from([2])

export type BrowserKeys = {
  /** p256dh, base64url. */
  publicKey: string
  /** auth, base64url. */
  secret: string
}

const derive = (secret: Uint8Array, salt: Uint8Array, info: string | Uint8Array, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))

export function encrypted(words: string, { publicKey, secret }: BrowserKeys): Buffer {
  const browser = Buffer.from(publicKey, 'base64url')
  const own = createECDH('prime256v1')
  own.generateKeys()
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser, own.getPublicKey()])
  const auth = Buffer.from(secret, 'base64url')
  const shared = derive(own.computeSecret(browser), auth, info, 32)
  const salt = randomBytes(16)
  const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(shared, salt, 'Content-Encoding: nonce\0', 12)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  const body = [cipher.update(Buffer.from(words)), cipher.update(LAST_RECORD), cipher.final()]
  const size = Buffer.alloc(4)
  size.writeUInt32BE(RECORD)
  const ownKey = own.getPublicKey()
  const head = [salt, size, Buffer.from([ownKey.length]), ownKey]
  return Buffer.concat([...head, ...body, cipher.getAuthTag()])
}
