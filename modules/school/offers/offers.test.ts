import { expect, test } from 'vitest'
import { changeMember } from '#core/workspaces/contract.ts'
import { newId } from '#kernel/ids.ts'
import type { StateOf } from '#kernel/machine.ts'
import { everyPair } from '#tests/pairs.ts'
import { village } from '#tests/village.ts'
import * as contract from './contract.ts'
import { offerMachine } from './rules.ts'

type Neighbour = Awaited<ReturnType<typeof village>>['ana']
const school = () => village({ kind: 'school' })
const publish = (who: Neighbour, title: string, category: contract.Category = 'sewing') =>
  who.call(contract.createOffer, { title, category })

test('an offer is published, found by everybody, and worth 60 units an hour', async () => {
  const { ana, bob } = await school()
  const offer = await publish(bob, 'Ourlets et fermetures éclair')
  const { items } = await ana.call(contract.listOffers)
  expect(items).toMatchObject([
    { id: offer.id, unitsPerHour: 60, owner: { name: bob.name }, isMine: false, moves: [] },
  ])
})

test('search ignores capitals and accents, wants every word, and takes % for a character', async () => {
  const { ana, bob } = await school()
  await publish(bob, 'Réparation de vélos', 'bicycle-repair')
  await publish(bob, 'Cours de piano, 100 % plaisir', 'music')
  const found = async (search: string) =>
    (await ana.call(contract.listOffers, { search })).items.map(({ category }) => category)
  expect(await found('VELOS')).toEqual(['bicycle-repair'])
  expect(await found('reparation velo')).toEqual(['bicycle-repair'])
  expect(await found('velo piano')).toEqual([])
  expect(await found('100 %')).toEqual(['music'])
  expect(await found('_iano')).toEqual([])
  const music = await ana.call(contract.listOffers, { category: 'music' })
  expect(music.items).toHaveLength(1)
})

test('drafts, pauses and archives are the owner’s own', async () => {
  const { ana, bob } = await school()
  const draft = { title: 'Piano', category: 'music', state: 'draft' } as const
  const { id: offerId } = await bob.call(contract.createOffer, draft)
  await expect(ana.call(contract.readOffer, { offerId })).rejects.toThrow('not-found')
  expect((await ana.call(contract.listOffers, { state: 'draft' })).items).toEqual([])
  expect((await bob.call(contract.listOffers, { mine: true })).items).toHaveLength(1)
  const active = await bob.call(contract.activateOffer, { offerId })
  expect(active.moves).toEqual(['pause', 'archive'])
  expect(await ana.call(contract.readOffer, { offerId })).toMatchObject({ title: 'Piano' })
})

test('an offer can be paused, taken up and paused again', async () => {
  const { bob } = await school()
  const { id: offerId } = await publish(bob, 'Piano')
  for (let round = 0; round < 2; round++) {
    expect(await bob.call(contract.pauseOffer, { offerId })).toMatchObject({ state: 'paused' })
    expect(await bob.call(contract.activateOffer, { offerId })).toMatchObject({ state: 'active' })
  }
  for (const title of ['Guitare', 'Harpe'])
    expect(await bob.call(contract.updateOffer, { offerId, title })).toMatchObject({ title })
})

test('B.6-10: nobody changes somebody else’s offer, not even an administrator', async () => {
  const { bob, cloe, admin } = await school()
  const { id: offerId } = await publish(bob, 'Piano')
  for (const who of [cloe, admin]) {
    const change = who.call(contract.updateOffer, { offerId, title: 'Moi' })
    await expect(change).rejects.toThrow('not-found')
    for (const move of [contract.activateOffer, contract.pauseOffer, contract.archiveOffer])
      await expect(who.call(move, { offerId })).rejects.toThrow('not-found')
  }
})

test('offers come page by page', async () => {
  const { ana, bob, clock } = await school()
  for (let i = 0; i < 5; i++) {
    await publish(bob, `Offre ${i}`)
    clock.advance(1000)
  }
  const first = await ana.call(contract.listOffers, { limit: 2 })
  const second = await ana.call(contract.listOffers, { limit: 2, cursor: first.next! })
  const third = await ana.call(contract.listOffers, { limit: 2, cursor: second.next! })
  const titles = [first, second, third].flatMap(({ items }) => items.map(({ title }) => title))
  expect(titles).toEqual(['Offre 4', 'Offre 3', 'Offre 2', 'Offre 1', 'Offre 0'])
  expect(third.next).toBeNull()
})

test('what does not fit the shape is refused', async () => {
  const { bob } = await school()
  const wrong = [
    { title: '', category: 'music' },
    { title: 'x'.repeat(201), category: 'music' },
    { title: 'Piano', category: 'finance' },
    { title: 'Piano', category: 'music', description: 'x'.repeat(2001) },
    { title: 'Piano', category: 'music', state: 'archived' },
  ]
  for (const input of wrong)
    await expect(bob.call(contract.createOffer, input as never)).rejects.toMatchObject({
      status: 400,
    })
})

test('every state × move behaves as the offer’s machine declares', async () => {
  const { ana, bob, app, workspace, settle } = await school()
  const endpoints = {
    activate: contract.activateOffer,
    pause: contract.pauseOffer,
    archive: contract.archiveOffer,
  }
  const put = {
    draft: [],
    active: [contract.activateOffer],
    paused: [contract.activateOffer, contract.pauseOffer],
    archived: [contract.archiveOffer],
  }
  const stateOf = async (id: string) => {
    const { state } = await app.open(workspace, ({ db }) =>
      db
        .selectFrom('exchangeOffers')
        .select('state')
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    return state as StateOf<typeof offerMachine>
  }
  const surprises = await everyPair(
    offerMachine,
    async ({ state, move, actor }) => {
      const draft = { id: newId(), title: 'Piano', category: 'music', state: 'draft' } as const
      const { id: offerId } = await bob.call(contract.createOffer, draft)
      for (const step of put[state]) await bob.call(step, { offerId })
      if (actor === 'owner') await bob.call(endpoints[move], { offerId })
      else if (move !== 'pause') return null
      else
        for (const active of [false, true]) {
          await ana.call(changeMember, { memberId: bob.id, active })
          await settle()
        }
      return stateOf(offerId)
    },
    ({ actor }) => (actor === 'system' ? null : undefined),
  )
  expect(surprises).toEqual([])
})
