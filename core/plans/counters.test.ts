import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parts } from '#app/modules.ts'
import { catalogue, createWorkspace } from '#core/workspaces/contract.ts'
import { endpoint } from '#kernel/contract.ts'
import { t, table } from '#kernel/data/column.ts'
import { createTable } from '#kernel/data/migrate.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, defineModule, on, type WorkspaceFacts } from '#kernel/module.ts'
import { village, person, voice, world } from '#tests/village.ts'
import { changePlan, giveBack, recount, spend, viewPlan } from './api.ts'
import { readPlan } from './contract.ts'
import { applyPlanned, keepPlan } from './standing.ts'

const columns = { id: t.uuid().primary(), title: t.string(100) }
const LIVE = 'products.live'

const addProduct = endpoint('POST /products', {
  may: 'products.manage',
  input: z.object({ title: z.string(), fails: z._default(z.boolean(), false) }),
  reply: z.object({ id: z.uuid() }),
})

/** A small shop with the limits of a reseller: 3 products, 5, or as many as one likes. */
const shop = defineModule({
  name: 'shop',
  kind: 'resale',
  uses: ['plans'],
  workspace: {
    tables: { products: table(columns) },
    migrations: [{ name: '001-products', steps: [createTable('products', columns)] }],
  },
  roles: { owner: ['products.manage'] },
  limits: {
    [LIVE]: {
      text: 'plans.members',
      per: 'workspace',
      otherwise: 0,
      count: async ({ db }) => (await db.selectFrom('products').select('id').execute()).length,
    },
  },
  plans: {
    plans: ['starter', 'standard', 'premium'].map((name) => ({ name, text: name, hint: name })),
    versions: [
      { since: '2026-01-01', limits: { [LIVE]: [3, 5, null] } },
      { since: '2027-01-01', limits: { [LIVE]: [1, 4, null] } },
    ],
  },
  routes: [
    on(addProduct, async (ctx: Context, { title, fails }) => {
      const id = newId()
      await spend(ctx, LIVE)
      await ctx.db.insertInto('products').values({ id, title }).execute()
      if (fails) throw new Error('the shelf fell down')
      return { id }
    }),
  ],
  jobs: [],
})

/** One person with some shops. */
async function shops(count: number) {
  const here = await world({}, [...parts, shop])
  here.clients.set(catalogue.name, {
    kinds: [{ kind: 'resale', module: 'shop' }],
    modules: ['shop'],
  })
  const owner = await person(here, { name: 'Ravi' })
  for (let i = 0; i < count; i++) {
    const found = { name: `Magasin ${i}`, slug: `magasin-${i}`, kind: 'resale' as const }
    await voice(here.app, owner.session, '')(createWorkspace, found)
  }
  await here.settle()
  const places = (await here.app.workspaces()).toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
  const call = (place: WorkspaceFacts) => voice(here.app, owner.session, place.slug)
  const inside = <R>(place: WorkspaceFacts, work: (ctx: Context) => Promise<R>) =>
    here.app.system(work, place)
  const products = (place: WorkspaceFacts) =>
    inside(place, ({ db }) => db.selectFrom('products').select('title').execute())
  const used = async (place: WorkspaceFacts) =>
    (await inside(place, viewPlan)).usage.find((it) => it.limit === LIVE)!.used
  return { ...here, owner, places, call, inside, products, used }
}

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: Error) => error.message,
  )

test('T-C9: five workspaces, eight writers each, race for the last units: each gets its own, none another’s', async () => {
  const { places, call, products, used } = await shops(5)
  for (const [i, place] of places.entries())
    for (let n = 0; n < i % 3; n++) await call(place)(addProduct, { title: place.slug })

  const racing = places.flatMap((place) =>
    Array.from({ length: 8 }, () => outcome(call(place)(addProduct, { title: place.slug }))),
  )
  const outcomes = await Promise.all(racing)
  const free = places.map((_, i) => 3 - (i % 3)).reduce((sum, it) => sum + it, 0)
  expect(outcomes.filter((it) => it === 'done')).toHaveLength(free)
  expect(new Set(outcomes)).toEqual(new Set(['done', 'limit-reached']))
  for (const place of places) {
    const titles = (await products(place)).map((it) => it.title)
    expect(titles).toEqual([place.slug, place.slug, place.slug])
    expect(await used(place)).toBe(3)
  }
})

test('the refusal says which limit and how much', async () => {
  const { places, call } = await shops(1)
  for (let i = 0; i < 3; i++) await call(places[0]!)(addProduct, { title: 'Lampe' })
  await expect(call(places[0]!)(addProduct, { title: 'Lampe' })).rejects.toMatchObject({
    status: 402,
    facts: { limit: LIVE, max: 3 },
  })
})

test('a write that fails gives its unit back', async () => {
  const { places, call, used } = await shops(1)
  const add = call(places[0]!)
  await Promise.all(
    Array.from({ length: 6 }, () => outcome(add(addProduct, { title: 'Vase', fails: true }))),
  )
  expect(await used(places[0]!)).toBe(0)
  for (let i = 0; i < 3; i++) await add(addProduct, { title: 'Vase' })
})

test('units are given back down to none, by many at once', async () => {
  const { places, call, inside, used } = await shops(1)
  const [place] = places as [WorkspaceFacts]
  await call(place)(addProduct, { title: 'Livre' })
  await Promise.all(Array.from({ length: 6 }, () => inside(place, (ctx) => giveBack(ctx, LIVE))))
  expect(await used(place)).toBe(0)
  await inside(place, (ctx) => giveBack(ctx, LIVE, 50))
  expect(await used(place)).toBe(0)
})

test('a wider plan taken during a race gives its units, and no more', async () => {
  const { places, call, inside, products } = await shops(1)
  const [place] = places as [WorkspaceFacts]
  const wider = { plan: 'standard', reason: 'Croissance' }
  await Promise.all([
    ...Array.from({ length: 8 }, () => outcome(call(place)(addProduct, { title: 'Bol' }))),
    inside(place, (ctx) => changePlan(ctx, wider)),
  ])
  while ((await outcome(call(place)(addProduct, { title: 'Bol' }))) === 'done');
  expect(await products(place)).toHaveLength(5)
  await expect(call(place)(addProduct, { title: 'Bol' })).rejects.toThrow('limit-reached')
})

test('a narrower plan is planned, can be taken back, and deletes nothing', async () => {
  const { places, call, inside, products, clock } = await shops(1)
  const [place] = places as [WorkspaceFacts]
  const add = () => outcome(call(place)(addProduct, { title: 'Tasse' }))
  await inside(place, (ctx) => changePlan(ctx, { plan: 'premium', reason: 'Essai' }))
  for (let i = 0; i < 7; i++) expect(await add()).toBe('done')

  const before = await call(place)(readPlan)
  expect(before.offers.map((it) => it.limits.find((one) => one.limit === LIVE))).toMatchObject([
    { most: 3, isBeyond: true },
    { most: 5, isBeyond: true },
    { most: null, isBeyond: false },
  ])
  const narrower = { plan: 'standard', reason: 'Fin de l’essai' }
  await inside(place, (ctx) => changePlan(ctx, narrower))
  expect((await call(place)(readPlan)).next).toMatchObject({
    plan: { name: 'standard' },
    at: '2026-12-01T00:00:00.000Z',
  })
  expect(await add()).toBe('done') // still the plan of this month
  await inside(place, (ctx) => keepPlan(ctx, 'Ils restent'))
  expect((await call(place)(readPlan)).next).toBe(null)
  await expect(inside(place, (ctx) => keepPlan(ctx, 'Encore'))).rejects.toThrow('nothing-planned')

  await inside(place, (ctx) => changePlan(ctx, narrower))
  clock.advance(11 * 86_400_000)
  await inside(place, applyPlanned)
  expect((await call(place)(readPlan)).plan.name).toBe('standard')
  expect(await add()).toBe('limit-reached')
  expect(await products(place)).toHaveLength(8)
})

test('a workspace keeps the version it took; who changes takes the one of the day', async () => {
  const { places, call, inside, clock } = await shops(1)
  const [place] = places as [WorkspaceFacts]
  const most = async () => (await call(place)(readPlan)).usage.find((it) => it.limit === LIVE)!.most
  clock.advance(60 * 86_400_000)
  expect([await most(), (await call(place)(readPlan)).version]).toEqual([3, '2026-01-01'])
  await inside(place, (ctx) => changePlan(ctx, { plan: 'standard', reason: 'Croissance' }))
  expect([await most(), (await call(place)(readPlan)).version]).toEqual([4, '2027-01-01'])
})

test('a counter that drifted is brought back to the truth', async () => {
  const { places, call, inside, used } = await shops(1)
  const [place] = places as [WorkspaceFacts]
  for (let i = 0; i < 2; i++) await call(place)(addProduct, { title: 'Pull' })
  await inside(place, ({ db }) =>
    db.updateTable('planCounters').set({ used: 9 }).where('name', '=', LIVE).execute(),
  )
  await expect(call(place)(addProduct, { title: 'Pull' })).rejects.toThrow('limit-reached')
  const drift = [{ limit: LIVE, was: 9, is: 2 }]
  expect(await inside(place, (ctx) => recount(ctx, { repairs: false }))).toEqual(drift)
  expect(await inside(place, (ctx) => recount(ctx))).toEqual(drift)
  expect([await used(place), await inside(place, (ctx) => recount(ctx))]).toEqual([2, []])
})

test('T-C1: no body names a plan; everybody starts with the first', async () => {
  const { places, owner, app, call } = await shops(1)
  const asking = { name: 'Gratis', slug: 'gratis', kind: 'resale' as const }
  for (const wish of [
    { plan: 'premium' },
    { subscription_tier: 'enterprise' },
    { plan: 'enterprise' },
  ])
    await expect(
      voice(app, owner.session, '')(createWorkspace, { ...asking, ...wish } as typeof asking),
    ).rejects.toThrow('invalid-input')
  expect((await app.workspaces()).map((it) => it.slug)).toEqual(['magasin-0'])
  expect((await call(places[0]!)(readPlan)).plan.name).toBe('starter')
})

test('one account creates twenty workspaces, however many it asks for at once', async () => {
  const { owner, app } = await shops(17)
  const create = voice(app, owner.session, '')
  const asked = Array.from({ length: 6 }, (_, i) =>
    outcome(create(createWorkspace, { name: 'Encore', slug: `encore-${i}`, kind: 'resale' })),
  )
  const outcomes = await Promise.all(asked)
  expect(outcomes.filter((it) => it === 'done')).toHaveLength(3)
  expect(outcomes.filter((it) => it === 'limit-reached')).toHaveLength(3)
})

test('members are counted as they come, pause, return and leave', async () => {
  const { ana } = await village()
  const counted = async (limit: string) =>
    (await ana.call(readPlan)).usage.find((it) => it.limit === limit)
  expect(await counted('members.active')).toMatchObject({ used: 5, most: 300, nearness: 'fine' })
  expect(await counted('invitations.pending')).toMatchObject({ used: 0, most: 100 })
})
