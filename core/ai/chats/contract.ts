/** The words of conversations with the assistant. */
import * as z from 'zod/mini'
import { endpoint, NotFound } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant, MINUTE } from '#kernel/time.ts'
import { Answer } from '../answers/contract.ts'

export const LONGEST_QUESTION = 4000

export const Chat = z.object({ id: z.uuid(), title: z.string(), updatedAt: Instant })
export const ChatMessage = z.object({
  id: z.uuid(),
  chatId: z.uuid(),
  question: z.string(),
  answer: Answer,
  createdAt: Instant,
})
export type ChatMessage = z.output<typeof ChatMessage>
const About = z.object({
  kind: z.string().check(z.maxLength(40)),
  id: z.string().check(z.maxLength(64)),
})
const OneChat = z.object({ chatId: z.uuid() })

export const listChats = endpoint('GET /ai/chats', {
  may: 'ai.ask',
  input: z.object(paging),
  reply: pageOf(Chat),
})
/** The newest first. */
export const listMessages = endpoint('GET /ai/chats/{chatId}/messages', {
  may: 'ai.ask',
  input: z.extend(OneChat, paging),
  reply: pageOf(ChatMessage),
  problems: [NotFound],
})
/** Without `chatId` a new conversation begins; `about` is what the person looks at. */
export const askAssistant = endpoint('POST /ai/questions', {
  may: 'ai.ask',
  input: z.object({
    id: z.optional(z.uuid()),
    chatId: z.optional(z.uuid()),
    question: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_QUESTION)),
    about: z.optional(About),
  }),
  reply: ChatMessage,
  status: 201,
  problems: [NotFound],
  rate: { max: 20, windowMs: MINUTE },
})
export const removeChat = endpoint('DELETE /ai/chats/{chatId}', {
  may: 'ai.ask',
  input: OneChat,
  reply: z.object({ done: z.literal(true) }),
  problems: [NotFound],
})
