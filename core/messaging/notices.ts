/** Who is told of a message: once for each stretch of unread ones, not for each of them. */
import type * as z from 'zod/mini'
import { notify } from '#core/notifications/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import { notice } from '#kernel/contract.ts'
import { type Ctx, conversationById, present } from './conversations/participants.ts'
import { aboutConversation } from './conversations/rules.ts'
import type { messagePosted } from './messages/contract.ts'

const told = { group: 'messaging.notices', type: 'message', mail: 'soon' } as const

/** What is said of a message is who wrote it and where: its words may be taken back, a mail may not. */
export const writtenToYou = notice<{ name: string }>('messaging/written-to-you', {
  ...told,
  words: {
    label: 'messaging.notice.direct.label',
    title: 'messaging.notice.direct.title',
    body: 'messaging.notice.body',
    action: 'messaging.notice.action',
  },
})
export const writtenInGroup = notice<{ name: string; subject: string }>(
  'messaging/written-in-group',
  {
    ...told,
    words: {
      label: 'messaging.notice.group.label',
      title: 'messaging.notice.group.title',
      body: 'messaging.notice.body',
      action: 'messaging.notice.action',
    },
  },
)
export const notices = [writtenToYou, writtenInGroup]

const EVERYBODY = 100_000

export async function tellOfMessage(
  ctx: Ctx,
  { conversationId, memberId, participantId, seq }: z.output<(typeof messagePosted)['payload']>,
): Promise<void> {
  const conversation = await conversationById(ctx, conversationId)
  if (!conversation || conversation.kind === 'announcement') return
  const people = await present(ctx, conversationId, EVERYBODY)
  const author = people.find((it) => it.id === participantId)
  const name = (memberId ? (await memberOf(ctx, memberId))?.name : author?.visitorName) ?? '…'
  const { kind, subject, aboutPath } = conversation
  const path = (aboutPath ?? `/messages/${conversationId}`) as `/${string}`
  for (const it of people) {
    const isMuted = it.mutedUntil !== null && it.mutedUntil > ctx.now()
    if (!it.memberId || it.id === participantId || isMuted || it.readSeq >= seq) continue
    const about = aboutConversation(conversationId)
    // One who has not read on since was told already.
    const key = `${conversationId} ${it.readSeq}`
    const rest = { to: [it.memberId], key, about, path, except: memberId }
    if (kind === 'direct') await notify(ctx, { notice: writtenToYou, ...rest, facts: { name } })
    else await notify(ctx, { notice: writtenInGroup, ...rest, facts: { name, subject } })
  }
}
