/** The job that talks with the model and keeps every piece of the answer as it comes, whoever listens or has left. */
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { newId } from '#kernel/ids.ts'
import { SECOND } from '#kernel/time.ts'
import type * as z from 'zod/mini'
import { languageModels, ModelFault } from '../models/contract.ts'
import { choiceOf, settingsOf } from '../settings/settings.ts'
import type { AiTables } from '../tables.ts'
import { answerRow, purposeNamed } from './answers.ts'
import type { answerQueued } from './contract.ts'
import { type Call, cut, fail, finish, refuse } from './ending.ts'
import { answerMachine } from './rules.ts'
import type { AnswerRow } from './tables.ts'
import { beginWriting, endWriting, wake } from './wakes.ts'

type Ctx = Context<AiTables>
type Queued = z.output<(typeof answerQueued)['payload']>

/** The first text is shown at once; what follows is gathered for a moment, a row a word would be waste. */
const GATHER_MS = 120
const LOOK_MS = SECOND
/** A prepared answer comes in pieces as well, so that every screen treats it alike. */
const PIECE = 400

export async function writeAnswer(ctx: OpenContext, queued: Queued, run: JobRun): Promise<void> {
  const row = await begin(ctx, queued, run)
  if (!row) return
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, run.signal])
  beginWriting(row.id, stop)
  const pages = new Pages(ctx, row, stop)
  const call: Call = { choice: null, price: null, usage: null, firstMs: null }
  // A provider that says nothing gives no occasion to see that the answer was stopped on another node.
  const look = setInterval(() => {
    pages.look().catch(() => stop.abort())
  }, LOOK_MS)
  try {
    if (row.prepared === null) await converse(ctx, row, { call, pages, signal })
    else for (const piece of piecesOf(row.prepared)) await pages.add(piece)
    await pages.flush()
    await ctx.transact(async (here: Ctx) => finish(here, await mine(here, row), call))
  } catch (error) {
    await endShort(ctx, row, { call, pages, error, isRestart: run.signal.aborted })
  } finally {
    clearInterval(look)
    endWriting(row.id)
    wake(row.id)
  }
}

/** Takes the answer up; what a process that was killed had begun is marked, and its credits go back. */
async function begin(
  ctx: OpenContext,
  { answerId, attempt }: Queued,
  { jobId, attempt: turn }: JobRun,
) {
  return ctx.transact(async (here: Ctx) => {
    const row = await answerRow(here, answerId)
    if (row.attempt !== attempt) return null
    if (row.state === 'streaming' && row.worker?.startsWith(jobId)) {
      await cut(here, row, { reason: 'restart' })
      return null
    }
    if (row.state !== 'queued') return null
    const set = { worker: `${jobId} ${turn} ${newId()}`.slice(0, 80), startedAt: here.now() }
    await move(here, 'aiAnswers', answerId, answerMachine, 'start', { by: 'worker', set })
    return { ...row, ...set, state: 'streaming' as const }
  })
}

type Conversation = { call: Call; pages: Pages; signal: AbortSignal }

async function converse(ctx: OpenContext, row: AnswerRow, { call, pages, signal }: Conversation) {
  const models = ctx.client(languageModels)
  call.choice = choiceOf(ctx, await ctx.transact((here: Ctx) => settingsOf(here)))
  call.price = models.price
  if (!call.choice) throw new ModelFault('unreachable')
  const { mostTokens } = purposeNamed(ctx, row.purpose)
  const began = performance.now()
  const { system, messages } = row
  for await (const part of models.stream(call.choice, { system, messages, mostTokens, signal })) {
    if (part.is === 'end') {
      call.usage = part.usage
      return
    }
    call.firstMs ??= Math.round(performance.now() - began)
    await pages.add(part.text)
  }
  throw new ModelFault('cut')
}

type Short = { call: Call; pages: Pages; error: unknown; isRestart: boolean }

async function endShort(
  ctx: OpenContext,
  row: AnswerRow,
  { call, pages, error, isRestart }: Short,
) {
  if (error instanceof Lost) return // stopped by who asked, or taken over: it has ended already
  await pages.flush().catch(() => undefined)
  const kind = isRestart ? 'restart' : error instanceof ModelFault ? error.kind : 'fault'
  try {
    await ctx.transact(async (here: Ctx) => {
      const now = await mine(here, row)
      const end = kind === 'refused' ? refuse : pages.count > 0 || isRestart ? cut : fail
      await end(here, now, { reason: kind, call })
    })
  } catch (lost) {
    if (!(lost instanceof Lost)) throw lost
    return
  }
  if (kind === 'fault') throw error // a bug: the queue keeps it visible, the answer has its end
}

/** Only while it is ours; also a conversation that was deleted meanwhile is nobody's work any more. */
async function mine(here: Ctx, { id, worker }: AnswerRow): Promise<AnswerRow> {
  const asked = here.db.selectFrom('aiAnswers').selectAll().where('id', '=', id)
  const row = await here.locked(asked).executeTakeFirst()
  if (row?.worker !== worker) throw new Lost()
  return row!
}

class Lost extends Error {}

/** What has come and is not yet kept, and what was kept. */
class Pages {
  count = 0
  isLost = false
  readonly #ctx: OpenContext
  readonly #row: AnswerRow
  readonly #stop: AbortController
  #waiting = ''
  #keptAt = -Infinity
  #turn = Promise.resolve()

  constructor(ctx: OpenContext, row: AnswerRow, stop: AbortController) {
    this.#ctx = ctx
    this.#row = row
    this.#stop = stop
  }

  async add(text: string): Promise<void> {
    this.#waiting += text
    if (performance.now() - this.#keptAt >= GATHER_MS) await this.flush()
  }

  /** One after the other: the clock may flush while a piece arrives. */
  flush(): Promise<void> {
    const next = this.#turn.then(() => this.#write())
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #write(): Promise<void> {
    if (this.#waiting === '') return
    const { id: answerId, attempt } = this.#row
    const text = this.#waiting
    const seq = this.count + 1
    await this.#guarded(({ db }) =>
      db.insertInto('aiChunks').values({ answerId, attempt, seq, text }).execute(),
    )
    this.#waiting = this.#waiting.slice(text.length)
    this.count = seq
    this.#keptAt = performance.now()
    wake(answerId)
  }

  /** Keeps what waits, and aborts the provider once the answer is not ours any more. */
  look = () => (this.#waiting === '' ? this.#guarded(async () => undefined) : this.flush())

  async #guarded(work: (ctx: Ctx) => Promise<unknown>): Promise<void> {
    try {
      await this.#ctx.transact(async (here: Ctx) => {
        await mine(here, this.#row)
        await work(here)
      })
    } catch (error) {
      if (error instanceof Lost) {
        this.isLost = true
        this.#stop.abort()
      }
      throw error
    }
  }
}

function piecesOf(text: string): string[] {
  const letters = [...text]
  const pieces: string[] = []
  for (let at = 0; at < letters.length; at += PIECE)
    pieces.push(letters.slice(at, at + PIECE).join(''))
  return pieces
}
