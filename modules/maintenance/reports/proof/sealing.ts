/** Seals a report: a hash of its facts, and a signature that only this installation can write. */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { canonical, chainLink, chainStart } from '../../executions/rules.ts'
import { type ExecutionEvent, ExecutionEvent as EventShape } from '../../executions/contract.ts'
import type { ReportContent, SealedReport } from './contract.ts'

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')

/** `seed`: 32 bytes that this installation alone has. */
const privateKeyOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })

export const publicKeyOf = (seed: Uint8Array): string =>
  createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).toString('base64url')

export function sealed(content: ReportContent, seed: Uint8Array): SealedReport {
  const digest = sha256(canonical(content))
  const signature = sign(null, Buffer.from(digest), privateKeyOf(seed)).toString('base64url')
  return { content, seal: { digest, key: publicKeyOf(seed), signature } }
}

/** Short enough to be read aloud: the first 16 digits of the key's own hash, in fours. */
export const fingerprint = (key: string) =>
  sha256(Buffer.from(key, 'base64url')).slice(0, 16).match(/.{4}/g)!.join(' ')

/** The last link of what one device sent, from its first event on; without any, the hash of the beginning. */
export function chainDigest(
  executionId: string,
  deviceId: string,
  events: readonly ExecutionEvent[],
): string {
  const start = chainStart(executionId, deviceId)
  if (events.length === 0) return sha256(start)
  return events.reduce((link, it) => sha256(chainLink(link, EventShape.parse(it))), start)
}
