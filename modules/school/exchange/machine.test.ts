/** The transfer's machine against the real code: every pair, then random histories (5 commands × 3 actors). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import { disputeTransfer } from '../disputes/contract.ts'
import * as exchange from './contract.ts'
import { closePending } from './pending.ts'
import { transferMachine } from './rules.ts'
import type { ExchangeTables } from './tables.ts'
import { closeOverdue } from './transfers.ts'

const reason = 'Couture'
type Neighbour = Awaited<ReturnType<typeof village>>['ana']

/** For who has no part in it and no right over it, a transfer is not there; the clock finds nothing to do. */
const refusals = { initiator: undefined, other: undefined, manager: 'not-found', system: null }

test('every state × move × actor behaves as declared', async () => {
  const { app, workspace, bob, cloe, admin } = await village({ kind: 'school' })
  const inSchool = <R>(work: (ctx: Context<ExchangeTables>) => Promise<R>) =>
    app.system(work, workspace)
  const overdue = new Date(app.now().getTime() - 1)

  const transferIn = async (state: exchange.TransferState, isRequest: boolean) => {
    const { id } = isRequest
      ? await bob.call(exchange.requestPayment, { payerId: cloe.id, units: 1, reason })
      : await bob.call(exchange.proposePayment, { receiverId: cloe.id, units: 1, reason })
    const set = { state, expiresAt: overdue }
    await inSchool(({ db }) =>
      db.updateTable('exchangeTransfers').set(set).where('id', '=', id).execute(),
    )
    return id
  }
  const people = { initiator: bob, other: cloe, manager: admin }
  const doorsOfSystem = {
    confirm: (id: string) => inSchool((ctx) => closeOverdue(ctx, id)),
    expire: (id: string) => inSchool((ctx) => closeOverdue(ctx, id)),
    cancel: () => inSchool((ctx) => closePending(ctx, bob.id)),
  }

  const surprises = await everyPair(
    transferMachine,
    async ({ state, move, actor }) => {
      const id = await transferIn(state, move === 'expire')
      if (actor === 'system') {
        if (move === 'reject' || move === 'reverse') return null
        await doorsOfSystem[move](id)
      } else {
        if (move === 'expire') return null
        await doors[move](people[actor], id)
      }
      return (await bob.call(exchange.readTransfer, { transferId: id })).state
    },
    // Whoever may not reverse hears so before the transfer is looked at.
    ({ move, actor }) => {
      if (move !== 'reverse') return refusals[actor]
      return actor === 'manager' ? undefined : 'forbidden'
    },
  )
  expect(surprises).toEqual([])
})

type Command = 'confirm' | 'reject' | 'cancel' | 'dispute' | 'reverse'
type Role = 'payer' | 'receiver' | 'outsider'
type Model = { state: exchange.TransferState; disputed: boolean; initiator: Role }

/** What must happen, said once more and differently: the problem's code, or nothing. */
function predict(model: Model, command: Command, role: Role): string | null {
  const isPending = model.state === 'pending'
  if (command === 'reverse') {
    if (role !== 'outsider') return 'forbidden' // only the administrator is outside
    return model.state === 'completed' ? null : 'wrong-state'
  }
  if (role === 'outsider') return 'not-found'
  if (command === 'dispute') {
    if (model.state !== 'completed') return 'wrong-state'
    return model.disputed ? 'disputes/already-open' : null
  }
  if (!isPending) return 'wrong-state'
  const isInitiator = role === model.initiator
  return (command === 'cancel') === isInitiator ? null : 'forbidden'
}

const apply: Record<Command, (model: Model) => void> = {
  confirm: (model) => void (model.state = 'completed'),
  reject: (model) => void (model.state = 'rejected'),
  cancel: (model) => void (model.state = 'cancelled'),
  dispute: (model) => void (model.disputed = true),
  reverse: (model) => void (model.state = 'reversed'),
}

const doors: Record<Command, (who: Neighbour, transferId: string) => Promise<unknown>> = {
  confirm: (who, transferId) => who.call(exchange.confirmTransfer, { transferId }),
  reject: (who, transferId) => who.call(exchange.rejectTransfer, { transferId }),
  cancel: (who, transferId) => who.call(exchange.cancelTransfer, { transferId }),
  dispute: (who, transferId) => who.call(disputeTransfer, { transferId, reason }),
  reverse: (who, transferId) => who.call(exchange.reverseTransfer, { transferId, reason }),
}

test('any history of five commands by three actors follows the model', async () => {
  const { bob, cloe, admin, nobody } = await village({ kind: 'school' })
  const people = { payer: bob, receiver: cloe, outsider: admin }
  const step = fc.tuple(
    fc.constantFrom<Command>('confirm', 'reject', 'cancel', 'dispute', 'reverse'),
    fc.constantFrom<Role>('payer', 'receiver', 'outsider'),
  )
  const history = fc.array(step, { minLength: 1, maxLength: 8 })
  const property = fc.asyncProperty(fc.boolean(), history, async (isRequest, steps) => {
    const model: Model = {
      state: 'pending',
      disputed: false,
      initiator: isRequest ? 'receiver' : 'payer',
    }
    const { id } = isRequest
      ? await cloe.call(exchange.requestPayment, { payerId: bob.id, units: 1, reason })
      : await bob.call(exchange.proposePayment, { receiverId: cloe.id, units: 1, reason })
    for (const [command, role] of steps) {
      const expected = predict(model, command, role)
      const seen = await codeOf(doors[command](people[role], id))
      expect([command, role, model.state, seen]).toEqual([command, role, model.state, expected])
      if (expected === null) apply[command](model)
      const { state } = await admin.call(exchange.readTransfer, { transferId: id })
      expect(state).toBe(model.state)
    }
    expect((await nobody.call(exchange.readProof)).sum).toBe(0)
  })
  await fc.assert(property, { numRuns: 60, seed: 20_261_121, endOnFailure: true })
})

async function codeOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}
