/** SHA-256 as the phone works it out: of the bytes of a photo, and of the chain of a device's events. */
import type { ExecutionEvent } from '../executions/contract.ts'
import { chainLink, chainStart } from '../executions/rules.ts'

export async function sha256(bytes: ArrayBuffer | string): Promise<string> {
  const read = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', read))
  return Array.from(digest, (it) => it.toString(16).padStart(2, '0')).join('')
}

/** The last link of a device's events, in the order of their numbers. */
export async function chainOf(
  executionId: string,
  deviceId: string,
  events: readonly ExecutionEvent[],
): Promise<string> {
  const start = chainStart(executionId, deviceId)
  if (events.length === 0) return sha256(start)
  let link = start
  for (const it of events) link = await sha256(chainLink(link, it))
  return link
}
