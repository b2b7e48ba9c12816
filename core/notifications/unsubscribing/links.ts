/** Links that end mails: signed, so that they need no log-in, and nobody makes one for somebody else. */
import { hmac, isSame, keyFor } from '#core/identity/api.ts'
import type { WorkspaceFacts } from '#kernel/module.ts'

type Of = { workspaceId: string; memberId: string; mailId: string }

const sign = (secret: string, { workspaceId, memberId, mailId }: Of) =>
  hmac(keyFor('unsubscribe', secret), `${workspaceId} ${memberId} ${mailId}`)

type Asked = {
  publicUrl: string
  secret: string
  house: Pick<WorkspaceFacts, 'id' | 'slug'>
  memberId: string
  mailId: string
}

/** `page` for the person, `oneClick` for their mail program; both know the mail that they stand in. */
export function unsubscribeLinks({ publicUrl, secret, house, memberId, mailId }: Asked) {
  const token = [memberId, mailId, sign(secret, { workspaceId: house.id, memberId, mailId })].join(
    '.',
  )
  return {
    page: `${publicUrl}/unsubscribe/${house.slug}?token=${token}`,
    oneClick: `${publicUrl}/api/w/${house.slug}/notifications/unsubscribe/${token}`,
  }
}

/** Whose link, in which mail; undefined for one that was not signed here. */
export function readToken(
  token: string,
  workspaceId: string,
  secrets: readonly string[],
): { memberId: string; mailId: string } | undefined {
  const [memberId, mailId, mac] = token.split('.')
  if (!memberId || !mailId || !mac) return undefined
  const of = { workspaceId, memberId, mailId }
  return secrets.some((it) => isSame(mac, sign(it, of))) ? { memberId, mailId } : undefined
}
