/** What other parts may ask of messaging, in a transaction of theirs. */
import type { Context } from '#kernel/module.ts'
import {
  addParticipant as add,
  endParticipation as end,
  type Manner,
  setWriting as write,
} from './conversations/groups.ts'
import { type Opening, openConversation as open } from './conversations/opening.ts'
import type { Ctx, Joining } from './conversations/participants.ts'
import { partOf } from './conversations/participants.ts'
import type { Writing } from './conversations/rules.ts'
import { unreadAbout as unread } from './conversations/unread.ts'
import { type Draft, postAsVisitor, postMessage } from './messages/posting.ts'
import { messagesFor } from './messages/reading.ts'
import { addNote as note } from './notes/notes.ts'
import { rulesOf as visitorRules } from './visitors/settings.ts'
import * as takenUp from './visitors/taken-up.ts'

export type { Opening, Joining, Draft }

/**
 * Opens a conversation about a thing of yours, with the people given; nobody is added by themselves, not even the caller.
 * Asked again for the same `about` it answers with the one that is there.
 */
export const openConversation = (ctx: Context, opening: Opening) => open(ctx as Ctx, opening)

/** The caller's own words; they take part in it already. Emits `messagePosted`, tells everybody in it. */
export const post = (ctx: Context, draft: Draft) => postMessage(ctx as Ctx, draft)

/** The words of a visitor whom you recognised. */
export const postFromVisitor = (ctx: Context, visitorId: string, draft: Omit<Draft, 'fileIds'>) =>
  postAsVisitor(ctx as Ctx, visitorId, draft)

/** `role: 'agent'` also reads and writes the notes; `sees: 'all'` also what was written before. Safe to repeat. */
export const addParticipant = (ctx: Context, conversationId: string, who: Joining & Manner) =>
  add(ctx as Ctx, conversationId, who)

/** They read what was there until now, and nothing after. */
export const endParticipation = (ctx: Context, conversationId: string, who: { memberId: string }) =>
  end(ctx as Ctx, conversationId, who)

/** `nobody` closes it, `everybody` opens it again; both are said in the conversation. */
export const setWriting = (ctx: Context, conversationId: string, writing: Writing) =>
  write(ctx as Ctx, conversationId, writing)

/** By an agent of this conversation, for the other agents. */
export const addNote = (ctx: Context, it: { id?: string; conversationId: string; body: string }) =>
  note(ctx as Ctx, it)

/** How much is unread for the caller in conversations about things of one kind: `about.id` → messages. */
export const unreadAbout = (ctx: Context, aboutKind: string, aboutIds: readonly string[]) =>
  unread(ctx as Ctx, aboutKind, aboutIds)

/** What a visitor whom you recognised may read, in the order of the numbers. */
export async function readAsVisitor(
  ctx: Context,
  visitorId: string,
  {
    conversationId,
    ...range
  }: { conversationId: string; after?: number; before?: number; limit: number },
) {
  const part = await partOf(ctx as Ctx, conversationId, { visitorId })
  if (!part) return undefined
  return { me: part.id, ...(await messagesFor(ctx as Ctx, part, range)) }
}

/** A visitor has another name now, or proved their address. */
export async function describeVisitor(
  ctx: Context,
  visitorId: string,
  { name, verified }: { name: string; verified: boolean },
): Promise<void> {
  await (ctx as Ctx).db
    .updateTable('conversationParticipants')
    .set({ visitorName: name, visitorVerified: verified })
    .where('visitorId', '=', visitorId)
    .execute()
}

/** Whether people from outside may write to this workspace: where to show them a form. */
export const takesVisitors = async (ctx: Context): Promise<boolean> =>
  (await visitorRules(ctx as Parameters<typeof visitorRules>[0])).isOpen

type VisitorsCtx = Parameters<typeof takenUp.takeUp>[0]

/**
 * Makes a thing of yours of a conversation in the visitors' queue: the visitor goes on where they are, `messagePosted`
 * names your thing, and the caller takes part. Null: something was made of it before.
 */
export const takeUpQueued = (
  ctx: Context,
  queuedId: string,
  about: { kind: string; id: string; path: string },
) => takenUp.takeUp(ctx as VisitorsCtx, queuedId, about)

/** What you made of it is over: the conversation is closed until the visitor writes again. */
export const endTakenUp = (ctx: Context, conversationId: string) =>
  takenUp.endTakenUp(ctx as VisitorsCtx, conversationId)
export const resumeTakenUp = (ctx: Context, conversationId: string) =>
  takenUp.resumeTakenUp(ctx as VisitorsCtx, conversationId)

/** Visitors by their ids; one who was erased is not among them. */
export const visitorsAmong = (ctx: Context, ids: readonly string[]) =>
  takenUp.visitorsAmong(ctx as VisitorsCtx, ids)
