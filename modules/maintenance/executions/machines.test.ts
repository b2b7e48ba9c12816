import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#kernel/module.ts'
import { everyPair } from '#tests/pairs.ts'
import { maintenance, phone, publish, start, step } from '#tests/maintenance.ts'
import * as contract from './contract.ts'
import type { ExecutionState, Happening, StepState } from './contract.ts'
import * as office from './office/contract.ts'
import { executionMachine } from './rules.ts'
import { stepMachine } from './standing/rules.ts'
import type { ExecutionTables } from './tables.ts'

const STEPS = [step({ key: 'gate', isGate: true }), step({ key: 'one', isSkippable: true })]
let here: Awaited<ReturnType<typeof maintenance>> & { versionId: string }
beforeAll(async () => {
  const there = await maintenance()
  here = { ...there, ...(await publish(there.ana, STEPS)) }
})

/** With nothing in the way of its end, put into a state. */
async function put(state: ExecutionState): Promise<string> {
  const { app, workspace, bob, clock, versionId } = here
  const { id } = await start(bob, clock, { versionId })
  await phone(bob, clock, id).say(
    { kind: 'done', stepKey: 'gate' },
    { kind: 'done', stepKey: 'one' },
  )
  await app.system(
    ({ db }: Context<ExecutionTables>) =>
      db.updateTable('executions').set({ state }).where('id', '=', id).execute(),
    workspace,
  )
  return id
}

test('every state × move × actor of an execution behaves as declared', async () => {
  const { ana, bob, clock, versionId } = here
  const doors = (who: typeof bob): Record<string, (id: string) => Promise<unknown>> => ({
    start: (id) => start(who, clock, { id, versionId }),
    pause: (executionId) => who.call(office.pauseExecution, { executionId }),
    resume: (executionId) => who.call(office.resumeExecution, { executionId }),
    complete: (executionId) => who.call(contract.completeExecution, { executionId }),
    abandon: (executionId) =>
      who.call(office.abandonExecution, { executionId, reason: 'Il pleut à verse' }),
    amend: (executionId) =>
      who.call(office.amendExecution, {
        executionId,
        reason: 'Une faute de frappe',
        changes: [{ stepKey: 'one', comment: 'Corrigé' }],
      }),
  })
  const by = { owner: doors(bob), supervisor: doors(ana as typeof bob) }
  const surprises = await everyPair(
    executionMachine,
    async ({ state, move, actor }) => {
      // A planned one has no steps yet: begun by its owner's own story in planning.
      if (move === 'start') return null
      const id = await put(state)
      await by[actor][move]!(id)
      return (await ana.call(office.readExecution, { executionId: id })).state
    },
    ({ state, move, actor }) => {
      if (move === 'amend' && actor === 'owner') return 'forbidden'
      // One more correction beside the first.
      return move === 'amend' && state === 'amended' ? null : undefined
    },
  )
  // Its door is told in planning.test.ts.
  expect(surprises.filter((it) => !it.includes('start by owner'))).toEqual([])
})

test('handed over while somebody works at it, and in no other state', async () => {
  const { bob, cloe } = here
  for (const state of executionMachine.states) {
    const executionId = await put(state)
    const over = bob.call(office.handOver, { executionId, memberId: cloe.id })
    if (state === 'in_progress' || state === 'paused')
      expect(await over).toMatchObject({ state, owner: { id: cloe.id } })
    else await expect(over).rejects.toThrow('wrong-state')
  }
})

const says: Record<string, Happening> = {
  begin: { kind: 'begun', stepKey: 'one' },
  finish: { kind: 'done', stepKey: 'one' },
  condemn: { kind: 'nonconform', stepKey: 'one' },
  skip: { kind: 'skipped', stepKey: 'one', reason: 'Inutile ici' },
  revise: { kind: 'revised', stepKey: 'one', reason: 'Revu' },
  block: { kind: 'revised', stepKey: 'gate', reason: 'Rouvert' },
  unblock: { kind: 'done', stepKey: 'gate' },
}
const ways: Record<StepState, readonly string[]> = {
  pending: ['unblock'],
  active: ['unblock', 'begin'],
  done: ['unblock', 'finish'],
  nonconform: ['unblock', 'condemn'],
  skipped: ['unblock', 'skip'],
  blocked: [],
}

test('every state × move of a step behaves as declared', async () => {
  const { bob, clock, versionId } = here
  const surprises = await everyPair(
    stepMachine,
    async ({ state, move, actor }) => {
      const isGates = move === 'block' || move === 'unblock'
      if (isGates !== (actor === 'gate')) return null
      const { id } = await start(bob, clock, { versionId })
      const mine = phone(bob, clock, id)
      for (const way of ways[state]) await mine.say(says[way]!)
      const { steps, outcomes } = await mine.say(says[move]!)
      const [{ code }] = outcomes as [(typeof outcomes)[number]]
      if (code === 'executions/blocked') return state
      return steps[1]!.state
    },
    // What two devices say of one step is taken from both; the more careful word counts.
    () => null,
  )
  expect(surprises).toEqual([])
})
