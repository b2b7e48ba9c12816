/** Links of a change of address: derived from its id, so that the row keeps no secret and a mail may be written twice. */
import { hmac, isSame, keyFor } from '../secrets.ts'

export type Side = 'old' | 'new'

export const linkToken = (changeId: string, side: Side, secret: string) =>
  `${changeId}.${side}.${hmac(keyFor('mailed', secret), `address ${changeId} ${side}`)}`

/** Which change and which mailbox a link stands for; undefined when it is not one of ours. */
export function readLink(
  token: string,
  secrets: readonly string[],
): { changeId: string; side: Side } | undefined {
  const [changeId = '', side] = token.split('.')
  if (side !== 'old' && side !== 'new') return undefined
  const isOurs = secrets.some((secret) => isSame(token, linkToken(changeId, side, secret)))
  return isOurs ? { changeId, side } : undefined
}
