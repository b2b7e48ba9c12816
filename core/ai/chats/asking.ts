/** A question: what is known about it, who answers, and both written down together. */
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import { localesOf } from '#core/identity/api.ts'
import { wordsOf } from '#core/mail/api.ts'
import { findDocuments, type Finding, readDocuments } from '#core/search/api.ts'
import { KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, FoundDocument, OpenContext } from '#kernel/module.ts'
import type { Source } from '../answers/contract.ts'
import { beginAnswer, purposeNamed } from '../answers/answers.ts'
import { verdictOn } from '../answers/judging.ts'
import type { ModelChoice } from '../models/contract.ts'
import en from '../locales/en.ts'
import fr from '../locales/fr.ts'
import nl from '../locales/nl.ts'
import { choiceOf, settingsOf } from '../settings/settings.ts'
import type { AiTables } from '../tables.ts'
import { readMessage } from './chats.ts'
import type { askAssistant } from './contract.ts'
import { CHAT_PURPOSE, historyOf, MOST_PAIRS, type Pair, systemFor } from './prompt.ts'

type Ctx = Context<AiTables>
type Asked = z.output<(typeof askAssistant)['input']>

const words = wordsOf<typeof fr>({ fr, nl, en })
const MOST_SOURCES = 5
/** Of one document in the prompt. */
const LONGEST_PASSAGE = 3000
const LONGEST_TITLE = 120

type Known = {
  pairs: Pair[]
  about: (FoundDocument & { kind: string })[]
  found: Finding[]
  kept: string | null
  digest: string | null
  choice: ModelChoice | null
}

export async function ask(ctx: OpenContext, asked: Asked) {
  const locale = await localeOf(ctx)
  const known = await ctx.transact((here: Ctx) => gatherFor(ctx, here, asked))
  return ctx.transact((here: Ctx) => write(here, asked, known, locale))
}

async function localeOf(ctx: OpenContext): Promise<string> {
  const { accountId } = ctx.actor
  if (!accountId) return ctx.workspace.locale
  const locales = await ctx.registry(({ db }) => localesOf(db, [accountId]))
  return locales.get(accountId) ?? ctx.workspace.locale
}

async function gatherFor(open: OpenContext, here: Ctx, asked: Asked): Promise<Known> {
  const { chatId, question, about } = asked
  const pairs = chatId ? await pairsOf(here, chatId) : []
  const looked = about ? await readDocuments(here, [about]) : []
  const found = await findDocuments(here, question, { limit: MOST_SOURCES })
  const settings = await settingsOf(here)
  const choice = choiceOf(open, settings)
  const digest =
    choice && settings.keepsAnswers && purposeNamed(here, CHAT_PURPOSE).cachedHours
      ? digestOf(choice, requestOf(here, asked, { pairs, about: looked, found }))
      : null
  const kept = digest ? await keptAnswer(here, digest) : null
  return { pairs, about: looked, found, kept, digest, choice }
}

/** Of one's own conversation, the newest first, only questions that were answered. */
async function pairsOf(ctx: Ctx, chatId: string): Promise<Pair[]> {
  const chat = await ctx.db
    .selectFrom('aiChats')
    .select('id')
    .where('id', '=', chatId)
    .where('memberId', '=', ctx.actor.id)
    .executeTakeFirst()
  if (!chat) throw NotFound()
  const rows = await ctx.db
    .selectFrom('aiMessages')
    .innerJoin('aiAnswers', 'aiAnswers.id', 'aiMessages.answerId')
    .select(['question', 'text'])
    .where('chatId', '=', chatId)
    .where('state', '=', 'complete')
    .where('usesModel', '=', true)
    .orderBy('aiMessages.createdAt', 'desc')
    .orderBy('aiMessages.id', 'desc')
    .limit(MOST_PAIRS)
    .execute()
  return rows.map((it) => ({ question: it.question, answer: it.text ?? '' }))
}

type Matter = Pick<Known, 'pairs' | 'about' | 'found'>

function requestOf({ workspace }: Ctx, { question }: Asked, { pairs, about, found }: Matter) {
  const seen = new Set(about.map((it) => it.id))
  const documents = [...about, ...found.filter((it) => !seen.has(it.id))].slice(0, MOST_SOURCES)
  const passages = documents.map((it) => ({
    title: it.title,
    text: it.text.slice(0, LONGEST_PASSAGE),
  }))
  const system = systemFor(workspace.name, passages)
  return { system, messages: historyOf(pairs, question), documents }
}

const digestOf = (
  { provider, model }: ModelChoice,
  { system, messages }: ReturnType<typeof requestOf>,
) =>
  createHash('sha256')
    .update(JSON.stringify([provider, model, CHAT_PURPOSE, system, messages]))
    .digest('base64url')

async function keptAnswer({ db, now }: Ctx, digest: string): Promise<string | null> {
  const row = await db
    .selectFrom('aiKeptAnswers')
    .select('text')
    .where('digest', '=', digest)
    .where('expiresAt', '>', now())
    .executeTakeFirst()
  return row?.text ?? null
}

async function write(ctx: Ctx, asked: Asked, known: Known, locale: string) {
  const { id = newId(ctx.now().getTime()), question, about } = asked
  const { choice, kept, digest } = known
  const { system, messages, documents } = requestOf(ctx, asked, known)
  const sources = documents.map((it): Source => sourceOf(it, known.found))
  const answerId = await beginAnswer(ctx, {
    purpose: CHAT_PURPOSE,
    system: choice ? system : '',
    messages: choice ? messages : [],
    sources,
    prepared: choice ? kept : quotations(locale, sources),
    choice,
    digest,
    notice: verdictOn(ctx, CHAT_PURPOSE, { text: question, isAnswer: false, sources }),
  })
  const chatId = await chatFor(ctx, asked)
  const row = {
    id,
    chatId,
    question,
    aboutKind: about?.kind ?? null,
    aboutId: about?.id ?? null,
    answerId,
    createdAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'aiMessages', row))) throw KeyReused()
  return readMessage(ctx, id)
}

async function chatFor(ctx: Ctx, { chatId, question }: Asked): Promise<string> {
  const { db, now, actor } = ctx
  if (!chatId) {
    const id = newId(now().getTime())
    const title = question.replaceAll(/\s+/g, ' ').slice(0, LONGEST_TITLE)
    const dates = { createdAt: now(), updatedAt: now() }
    await db
      .insertInto('aiChats')
      .values({ id, memberId: actor.id, title, ...dates })
      .execute()
    return id
  }
  const { numUpdatedRows } = await db
    .updateTable('aiChats')
    .set({ updatedAt: now() })
    .where('id', '=', chatId)
    .where('memberId', '=', actor.id)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw NotFound()
  return chatId
}

function sourceOf(it: FoundDocument & { kind: string }, found: readonly Finding[]): Source {
  const quotation = found.find((one) => one.id === it.id)?.quotation ?? it.text.slice(0, 200)
  return { kind: it.kind, id: it.id, title: it.title, path: it.path, quotation }
}

/** The answer where no model is configured: what the documents say, word for word. */
function quotations(locale: string, sources: readonly Source[]): string {
  const say = words(locale)
  if (sources.length === 0) return say('ai.nothing-found')
  const quoted = sources.map(({ title, quotation }, place) => {
    const facts = { number: place + 1, title, quotation }
    return quotation ? say('ai.quotation', facts) : say('ai.title-only', facts)
  })
  return [say('ai.quotations', { count: sources.length }), ...quoted].join('\n\n')
}
