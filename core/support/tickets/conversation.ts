/** The words of a ticket: a thread of core/messaging, in which who asks is a member and the house answers as agents. */
import * as messaging from '#core/messaging/api.ts'
import type { Ctx } from './clock.ts'
import type { TicketRow } from './tables.ts'

export const ABOUT = 'ticket'
/** One address, and behind it the client's page or the agents'. */
export const pathOf = (ticketId: string) => `/help/${ticketId}`

type Opening = { id: string; title: string; requesterId: string; agentId?: string | undefined }

export async function openConversation(ctx: Ctx, { id, title, requesterId, agentId }: Opening) {
  const { conversationId } = await messaging.openConversation(ctx, {
    kind: 'thread',
    subject: [...title].slice(0, 120).join(''),
    about: { kind: ABOUT, id, path: pathOf(id) },
    participants: [
      { memberId: requesterId, role: 'member' },
      ...(agentId ? [{ memberId: agentId, role: 'agent' as const }] : []),
    ],
  })
  return conversationId
}

type Said = { id?: string | undefined; words: string; fileIds: readonly string[] }

/** The caller's words; answers with their number. */
export async function say(ctx: Ctx, conversationId: string, { id, words, fileIds }: Said) {
  const { seq } = await messaging.post(ctx, { id, conversationId, body: words, fileIds })
  return seq
}

/** Whoever answers reads all of it, and the notes; who asks stays who asks, whatever else they are. */
export async function letIn(
  ctx: Ctx,
  { conversationId, requesterId }: Pick<TicketRow, 'conversationId' | 'requesterId'>,
  memberId: string,
  { looksOn = false } = {},
): Promise<void> {
  if (memberId === requesterId) return
  const agent = { memberId, role: 'agent', sees: 'all', isQuiet: true, looksOn } as const
  await messaging.addParticipant(ctx, conversationId, agent)
}

export const note = (ctx: Ctx, conversationId: string, words: string, id?: string) =>
  messaging.addNote(ctx, { conversationId, body: words, ...(id ? { id } : {}) })

type Talk = Pick<TicketRow, 'conversationId' | 'visitorId' | 'erasedAt'>

export async function closeConversation(ctx: Ctx, { conversationId, ...of }: Talk): Promise<void> {
  if (of.erasedAt) return
  if (of.visitorId) await messaging.endTakenUp(ctx, conversationId)
  else await messaging.setWriting(ctx, conversationId, 'nobody')
}

export async function openConversationAgain(ctx: Ctx, { conversationId, visitorId }: Talk) {
  if (visitorId) await messaging.resumeTakenUp(ctx, conversationId)
  else await messaging.setWriting(ctx, conversationId, 'everybody')
}

export const unreadOf = (ctx: Ctx, ticketIds: readonly string[]) =>
  messaging.unreadAbout(ctx, ABOUT, ticketIds)
