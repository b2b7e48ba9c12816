import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ANSWER, startProvider } from '#edges/models/simulator.ts'
import { openContextOf, SYSTEM } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { lendModel, type Provider } from '#tests/assistant.ts'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import { askAssistant } from '../chats/contract.ts'
import { changeAiSettings } from '../settings/contract.ts'
import { readAiUsage } from '../usage/contract.ts'
import { answerRow } from './answers.ts'
import { readAnswer, retryAnswer, stopAnswer } from './contract.ts'
import { cut, fail, finish, refuse } from './ending.ts'
import { answerMachine, type AnswerState, eventId, placeIn } from './rules.ts'
import { writeAnswer } from './writing.ts'

type Village = Awaited<ReturnType<typeof village>>
type Neighbour = Village['ana']

const PATIENT = { timeout: 30_000 }

let provider: Provider
beforeAll(async () => void (provider = await startProvider()))
afterAll(() => provider.close())
beforeEach(() => {
  provider.become('right')
  provider.say(ANSWER)
})

async function lending() {
  const here = await village()
  lendModel(here, provider)
  return here
}
const ask = async (who: Neighbour, question = 'Où est l’échelle ?') =>
  (await who.call(askAssistant, { question })).answer
const read = (who: Neighbour, answerId: string) => who.call(readAnswer, { answerId })
const creditsOf = async (who: Neighbour) => (await who.call(readAiUsage)).credits

/** What the worker is given: the same as the application gives it. */
function desk({ app, workspace }: Village): OpenContext {
  const scene = { workspace, actor: SYSTEM, origin: { requestId: newId(), address: '', agent: '' } }
  return openContextOf(app, scene, app.dialect, () => new AbortController().signal)
}
const run = (jobId: string, attempt = 1): JobRun => ({
  jobId,
  attempt,
  unknown: false,
  keep: async () => true,
  signal: new AbortController().signal,
})

/** Gives the plan's grant another size, as another plan would. */
async function grant(here: Village, credits: number) {
  const { ana, app, workspace } = here
  await ask(ana) // the month's grant is given with its first call
  await here.settle()
  await app.system(async ({ db }: Context) => {
    const account = db.updateTable('ledgerAccounts').where('book', '=', 'ai-credits')
    await account.set({ posted: credits }).where('owner', '=', 'workspace').execute()
    await account.set({ posted: -credits }).where('owner', '=', 'plan').execute()
  }, workspace)
}

test('fifty questions at once spend no credit that is not there, and what is not used comes back', async () => {
  const here = await lending()
  await grant(here, 38)
  const { ana, bob, cloe, admin } = here
  const people = [ana, bob, cloe, admin]
  const asked = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const who = people[n % people.length]!
      return { who, ...(await ask(who, `Question ${n}`)) }
    }),
  )
  const queued = asked.filter((it) => it.state === 'queued')
  const { left, reserved } = await creditsOf(here.ana)
  expect(left).toBeGreaterThanOrEqual(0)
  expect(left! + reserved).toBe(38)
  // One more would not have fitted.
  expect(left).toBeLessThan(reserved / queued.length)
  expect(asked.filter((it) => it.state !== 'queued').map((it) => it.reason)).toEqual(
    Array.from({ length: 50 - queued.length }, () => 'credits'),
  )
  await here.settle()
  const ended = await Promise.all(queued.map((it) => read(it.who, it.id)))
  expect(new Set(ended.map((it) => it.state))).toEqual(new Set(['complete']))
  const spent = ended.reduce((sum, it) => sum + it.credits, 0)
  expect(spent).toBe(queued.length)
  expect(await creditsOf(here.ana)).toMatchObject({ left: 38 - spent, reserved: 0 })
})

test('the plan gives its credits once a month, and what was left does not pile up', async () => {
  const here = await lending()
  await Promise.all([ask(here.ana), ask(here.bob), ask(here.cloe)])
  await here.settle()
  expect(await creditsOf(here.ana)).toEqual({ granted: 100, left: 97, reserved: 0 })
  here.clock.advance(31 * 86_400_000)
  expect(await creditsOf(here.ana)).toEqual({ granted: 100, left: 100, reserved: 0 })
  await ask(here.ana)
  await here.settle()
  expect(await creditsOf(here.ana)).toEqual({ granted: 100, left: 99, reserved: 0 })
})

test('what fails costs nothing, and is asked again as the same answer', async () => {
  const here = await lending()
  const { ana, settle } = here
  provider.become('broken')
  const { id } = await ask(ana)
  await settle()
  expect(await read(ana, id)).toMatchObject({ state: 'failed', reason: 'unreachable', credits: 0 })
  provider.become('cut')
  await ana.call(retryAnswer, { answerId: id })
  await settle()
  const half = await read(ana, id)
  expect(half).toMatchObject({ state: 'interrupted', reason: 'cut', credits: 0 })
  expect(ANSWER.startsWith(half.text)).toBe(true)
  expect(half.text.length).toBeGreaterThan(3)
  provider.become('refuses')
  await ana.call(retryAnswer, { answerId: id })
  await settle()
  expect(await read(ana, id)).toMatchObject({ state: 'refused', reason: 'refused', text: '' })
  provider.become('lies')
  await ana.call(retryAnswer, { answerId: id })
  await settle()
  // The provider claims nine hundred million tokens: our own estimate counts.
  expect(await read(ana, id)).toMatchObject({ state: 'complete', text: ANSWER, credits: 1 })
  expect(await creditsOf(ana)).toMatchObject({ left: 99, reserved: 0 })
})

test('Stop ends the provider’s work, keeps what was written and pays for that alone', async () => {
  const here = await lending()
  const { ana, bob, app } = here
  provider.say('mot '.repeat(2000))
  provider.become('slow', { slowMs: 5 })
  const left = provider.left()
  const { id } = await ask(ana)
  const worker = app.jobs.work({ pollMs: 10 })
  try {
    await expect.poll(async () => (await read(ana, id)).text.length, PATIENT).toBeGreaterThan(20)
    await expect(bob.call(stopAnswer, { answerId: id })).rejects.toThrow('not-found')
    const stopped = await ana.call(stopAnswer, { answerId: id })
    expect(stopped).toMatchObject({ state: 'interrupted', reason: 'stopped', credits: 1 })
    await expect.poll(() => provider.left(), PATIENT).toBe(left + 1)
    await expect(ana.call(stopAnswer, { answerId: id })).rejects.toThrow('wrong-state')
    expect((await read(ana, id)).text).toBe(stopped.text)
  } finally {
    await worker.stop()
  }
  expect(await creditsOf(ana)).toMatchObject({ left: 99, reserved: 0 })
})

test('a process that was killed is found: its answer is marked and its credits go back, once', async () => {
  const here = await lending()
  const { ana } = here
  provider.become('silent')
  const { id: answerId } = await ask(ana)
  const jobId = newId()
  const queued = { answerId, attempt: 1 }
  const killed = writeAnswer(desk(here), queued, run(jobId))
  await expect.poll(async () => (await read(ana, answerId)).state, PATIENT).toBe('streaming')
  expect((await creditsOf(ana)).reserved).toBeGreaterThan(0)
  // Another job of the same answer, come twice, takes nothing from who works on it.
  await writeAnswer(desk(here), queued, run(newId()))
  expect((await read(ana, answerId)).state).toBe('streaming')
  await Promise.all([2, 3, 4].map((turn) => writeAnswer(desk(here), queued, run(jobId, turn))))
  expect(await read(ana, answerId)).toMatchObject({ state: 'interrupted', reason: 'restart' })
  expect(await creditsOf(ana)).toMatchObject({ left: 100, reserved: 0 })
  // The one that was believed dead comes back and changes nothing.
  await killed
  expect(await read(ana, answerId)).toMatchObject({ state: 'interrupted', reason: 'restart' })
  expect(await creditsOf(ana)).toMatchObject({ left: 100, reserved: 0 })
  await here.settle()
})

test('every move of an answer, by everybody, from every state', async () => {
  const here = await lending()
  const { ana, app, workspace } = here
  const { id: answerId } = await ask(ana)
  const call = { choice: null, price: null, usage: null, firstMs: null }
  const endings = { finish: (ctx: Context, row: any) => finish(ctx, row, call), cut, fail, refuse }
  const surprises = await everyPair(
    answerMachine,
    async ({ state, move, actor }) => {
      await app.system(
        ({ db }: Context) =>
          db
            .updateTable('aiAnswers')
            .set({ state, worker: null })
            .where('id', '=', answerId)
            .execute(),
        workspace,
      )
      const now = async () => (await read(ana, answerId)).state as AnswerState
      if (actor === 'person') {
        if (move !== 'stop' && move !== 'retry') return null
        return (await ana.call(move === 'stop' ? stopAnswer : retryAnswer, { answerId })).state
      }
      if (move === 'stop' || move === 'retry') return null
      if (move === 'start') {
        if (state !== 'queued') return null // finds that there is nothing to begin
        provider.become('silent')
        const attempt = await app.system(
          async (ctx: Context) => (await answerRow(ctx, answerId)).attempt,
          workspace,
        )
        void writeAnswer(desk(here), { answerId, attempt }, run(newId()))
        await expect.poll(now, PATIENT).toBe('streaming')
        return 'streaming'
      }
      await app.system(
        async (ctx: Context) =>
          endings[move](ctx, await answerRow(ctx, answerId), { reason: 'cut' } as never),
        workspace,
      )
      return now()
    },
    ({ move, state }) => (move === 'start' && state !== 'queued' ? null : undefined),
  )
  expect(surprises).toEqual([])
  const { left, reserved } = await creditsOf(ana)
  expect(left! + reserved).toBeLessThanOrEqual(100)
})

test('a day’s budget holds for the workspace and for each person, however many ask at once', async () => {
  const here = await lending()
  const { ana, bob } = here
  const set = (dayCredits: number | null, personCredits: number | null) =>
    ana.call(changeAiSettings, { mode: 'installation', dayCredits, personCredits })
  const each = 5 // what one question reserves
  await set(6 * each + 1, 2 * each)
  const mine = await Promise.all(Array.from({ length: 6 }, () => ask(ana)))
  expect(mine.filter((it) => it.state === 'queued')).toHaveLength(2)
  expect(mine.filter((it) => it.reason === 'person-budget')).toHaveLength(4)
  await set(3 * each, null)
  const theirs = await Promise.all(Array.from({ length: 6 }, () => ask(bob)))
  expect(theirs.filter((it) => it.state === 'queued')).toHaveLength(1)
  expect(theirs.filter((it) => it.reason === 'day-budget')).toHaveLength(5)
  await here.settle()
  here.clock.advance(86_400_000)
  expect((await ask(bob)).state).toBe('queued')
})

test('an identical request is answered again for nothing, where the workspace wants it', async () => {
  const here = await lending()
  const { ana, bob, settle } = here
  await ana.call(changeAiSettings, { mode: 'installation', keepsAnswers: true })
  const first = await ask(ana, 'Une question de tous les jours')
  await settle()
  provider.asked.length = 0
  const second = await ask(bob, 'Une question de tous les jours')
  await settle()
  expect(await read(bob, second.id)).toMatchObject({ state: 'complete', text: ANSWER, credits: 0 })
  expect(provider.asked).toEqual([])
  expect((await read(ana, first.id)).credits).toBe(1)
  expect((await ana.call(readAiUsage)).lines).toMatchObject([{ calls: 2, cached: 1, credits: 1 }])
  here.clock.advance(25 * 3_600_000)
  await ask(bob, 'Une question de tous les jours')
  await settle()
  expect(provider.asked).toHaveLength(1)
})

test('the name of an event says where to go on; nonsense is the beginning', () => {
  expect(placeIn(eventId(2, 17))).toEqual({ attempt: 2, seq: 17 })
  for (const it of [undefined, '', 'x', '1', '1.x', '9999999999.1', '-1.2'])
    expect(placeIn(it)).toEqual({ attempt: 0, seq: 0 })
})
