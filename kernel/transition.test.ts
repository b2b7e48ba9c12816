import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestEngine, type TestEngine } from '#tests/engines/engines.ts'
import { everyPair } from '#tests/pairs.ts'
import { NotFound, WrongState } from './contract.ts'
import { t } from './data/column.ts'
import type { Namespace } from './data/engine.ts'
import { createTable, migrate } from './data/migrate.ts'
import { newId } from './ids.ts'
import { machine, type StateOf } from './machine.ts'
import { move } from './transition.ts'

const door = machine({
  name: 'door',
  states: ['open', 'closed', 'locked', 'walled'],
  initial: 'open',
  moves: {
    close: { from: ['open'], to: 'closed', by: ['guest', 'owner'] },
    open: { from: ['closed'], to: 'open', by: ['guest', 'owner'] },
    lock: { from: ['open', 'closed'], to: 'locked', by: ['owner'] },
    unlock: { from: ['locked'], to: 'closed', by: ['owner'] },
    wall: { from: ['open', 'closed', 'locked'], to: 'walled', by: ['mason'] },
  },
})
type State = StateOf<typeof door>

let place: TestEngine
beforeAll(async () => {
  place = await openTestEngine()
  await place.engine.create('house')
  const doors = { id: t.uuid().primary(), state: t.string(20), movedBy: t.string().nullable() }
  const migrations = [{ name: '001-doors', steps: [createTable('doors', doors)] }]
  await inHouse((house) => migrate(house, [{ name: 'house', migrations }]))
})
afterAll(() => place.end())

const inHouse = <R>(work: (house: Namespace) => Promise<R>) => place.engine.use('house', work)

async function doorIn(state: State): Promise<string> {
  const id = newId()
  await inHouse(({ db }) => db.insertInto('doors').values({ id, state, movedBy: null }).execute())
  return id
}

const look = (id: string) =>
  inHouse(({ db }) =>
    db.selectFrom('doors').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

test('every state × move × actor does what the machine declares', async () => {
  const surprises = await everyPair(door, async ({ state, move: name, actor }) => {
    const id = await doorIn(state)
    try {
      await inHouse((house) => move(house, 'doors', id, door, name, { by: actor }))
    } catch (error) {
      expect((await look(id)).state).toBe(state)
      throw error
    }
    return (await look(id)).state as State
  })
  expect(surprises).toEqual([])
})

test('other columns change with the state', async () => {
  const id = await doorIn('open')
  const state = await inHouse((house) =>
    move(house, 'doors', id, door, 'close', { set: { movedBy: 'Ana' } }),
  )
  expect(state).toBe('closed')
  expect(await look(id)).toMatchObject({ state: 'closed', movedBy: 'Ana' })
})

test('a refusal says where the thing is and where it may go', async () => {
  const id = await doorIn('locked')
  const close = (by: 'guest' | 'owner') =>
    inHouse((house) => move(house, 'doors', id, door, 'close', { by }))
  const toOwner = await close('owner').catch((error: unknown) => error)
  expect(WrongState.is(toOwner) && toOwner.facts).toEqual({ state: 'locked', allowed: ['unlock'] })
  const toGuest = await close('guest').catch((error: unknown) => error)
  expect(WrongState.is(toGuest) && toGuest.facts).toEqual({ state: 'locked', allowed: [] })
})

test('a move of somebody else is forbidden, a missing row is not found', async () => {
  const id = await doorIn('open')
  const lock = (it: string) =>
    inHouse((house) => move(house, 'doors', it, door, 'lock', { by: 'guest' }))
  await expect(lock(id)).rejects.toThrow('forbidden')
  await expect(lock(newId())).rejects.toSatisfy(NotFound.is)
})

test('of twenty callers at once one wins', async () => {
  const id = await doorIn('closed')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      inHouse((house) => house.transact((db) => move({ db }, 'doors', id, door, 'open'))),
    ),
  )
  expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
})
