/** Internal notes: what those who answer for the house tell each other beside a conversation. */
import * as z from 'zod/mini'
import { endpoint, NotFound } from '#kernel/contract.ts'
import { paging, pageOf } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'
import { Participant } from '../conversations/contract.ts'

export const Note = z.object({
  id: z.uuid(),
  author: Participant,
  /** Stands after the message of this number. */
  afterSeq: z.int(),
  body: z.string(),
  createdAt: Instant,
})
export type Note = z.output<typeof Note>

/** Newest first; for agents of this conversation, to everybody else there is nothing. */
export const listNotes = endpoint('GET /conversations/{conversationId}/notes', {
  may: 'messaging.read',
  input: z.object({ conversationId: z.uuid(), ...paging }),
  reply: pageOf(Note),
  problems: [NotFound],
})
export const addNote = endpoint('POST /conversations/{conversationId}/notes', {
  may: 'messaging.write',
  input: z.object({
    id: z.optional(z.uuid()),
    conversationId: z.uuid(),
    body: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)),
  }),
  reply: Note,
  status: 201,
  problems: [NotFound],
})
