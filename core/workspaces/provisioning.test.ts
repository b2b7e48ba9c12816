import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { person, village, voice, type World, world } from '#tests/village.ts'
import {
  catalogue,
  changeWorkspace,
  createWorkspace,
  Kind,
  listWorkspaces,
  type ModuleCatalogue,
  readSession,
  readSetup,
  readWorkspace,
} from './contract.ts'
import { reservedSlugs } from './slugs.ts'

const school = { name: 'École du Tilleul', slug: 'tilleul', kind: 'school' } as const

async function founder(here: World) {
  const ana = await person(here, { name: 'Ana' })
  return { ...here, ana, call: voice(here.app, ana.session, school.slug) }
}
const states = async ({ app }: World) => (await app.workspaces()).map((it) => it.state)

/** The next calls of `provision` fail, before or after their work, as a crash would. */
function crashing({ app }: World, when: 'before' | 'after', times = 2) {
  const whole = app.provision
  let left = times
  app.provision = async (workspace) => {
    if (when === 'after') await whole(workspace)
    if (left-- > 0) throw new Error('the power went away')
    if (when === 'before') await whole(workspace)
  }
}

/** As if every kind were built. */
function offerEverything({ clients }: World) {
  const kinds = Kind.options.map((kind) => ({ kind, module: 'school' }))
  clients.set(catalogue.name, { kinds, modules: ['school'] } satisfies ModuleCatalogue)
}

test('T-C8: whoever creates a workspace owns it, with the module of its kind', async () => {
  const { call } = await founder(await world())
  const created = await call(createWorkspace, school)
  expect(created).toMatchObject({ slug: 'tilleul', state: 'active', roles: ['owner'] })
  const here = await call(readWorkspace)
  expect(here).toMatchObject({
    kind: 'school',
    modules: ['school'],
    member: { name: 'Ana', roles: ['owner'] },
  })
  expect(here.permissions).toContain('members.manage')
  expect(JSON.stringify([created, here])).not.toMatch(/namespace|placement|w_[0-9a-f]{8}/)
  expect(await call(readSession)).toMatchObject({
    user: { name: 'Ana' },
    workspaces: [{ slug: 'tilleul' }],
  })
})

test.for([
  ['a plan', { plan: 'enterprise' }],
  ['a state', { state: 'suspended' }],
  ['other modules', { modules: ['books'] }],
])('T-C1: %s in the body is refused', async ([, extra]) => {
  const { call } = await founder(await world())
  await expect(call(createWorkspace, { ...school, ...(extra as object) })).rejects.toThrow(
    'invalid-input',
  )
})

test.for(['ab', 'a--b', '-abc', 'abc-', 'a_b_c', 'écoles', 'a'.repeat(41)])(
  'the slug %s is refused',
  async (slug) => {
    const { call } = await founder(await world())
    await expect(call(createWorkspace, { ...school, slug })).rejects.toThrow('invalid-input')
  },
)

test('the words of the product are nobody’s slug', async () => {
  const { call } = await founder(await world())
  for (const slug of [
    'app',
    'api',
    'docs',
    'health',
    'metrics',
    'problems',
    'assets',
    'dev',
    'login',
  ])
    expect(reservedSlugs).toContain(slug)
  await expect(call(createWorkspace, { ...school, slug: 'Login' })).rejects.toThrow('slug-reserved')
})

test('a kind that is not built is not offered', async () => {
  const { app, call } = await founder(await world())
  const { kinds } = await voice(app, null, '')(readSetup)
  const missing = kinds.find((it) => !it.available)!
  await expect(call(createWorkspace, { ...school, kind: missing.kind })).rejects.toThrow(
    'kind-unavailable',
  )
})

test('of six people who want one address at once, one gets it', async () => {
  const here = await world()
  const people = await Promise.all(
    ['Ana', 'Bob', 'Cloé', 'Dan', 'Eve', 'Flo'].map((name) => person(here, { name })),
  )
  const outcomes = await Promise.allSettled(
    people.map(({ session }) => voice(here.app, session, '')(createWorkspace, school)),
  )
  const refused = outcomes.flatMap((it) =>
    it.status === 'rejected' ? [String(it.reason.code ?? it.reason)] : [],
  )
  expect(refused).toEqual(Array.from({ length: 5 }, () => 'workspaces/slug-taken'))
  expect(await states(here)).toEqual(['active'])
})

test.for(['before', 'after'] as const)(
  'T-C2: a crash %s the tables leaves no half: the same request again finishes',
  async (when) => {
    const here = await founder(await world())
    const request = { ...school, id: newId() }
    crashing(here, when)
    await expect(here.call(createWorkspace, request)).rejects.toThrow('the power went away')
    expect(await states(here)).toEqual(['provisioning'])
    await expect(here.call(readWorkspace)).rejects.toThrow('not-found')
    expect((await here.call(listWorkspaces)).items).toMatchObject([{ state: 'provisioning' }])

    expect(await here.call(createWorkspace, request)).toMatchObject({
      id: request.id,
      state: 'active',
    })
    expect(await here.call(createWorkspace, request)).toMatchObject({
      id: request.id,
      state: 'active',
    })
    expect((await here.call(readWorkspace)).member.roles).toEqual(['owner'])
  },
)

test('T-C2: without an id, the same person takes their unfinished address up again; others may not', async () => {
  const here = await founder(await world())
  crashing(here, 'after')
  await expect(here.call(createWorkspace, school)).rejects.toThrow('the power went away')
  const bob = await person(here, { name: 'Bob' })
  await expect(voice(here.app, bob.session, '')(createWorkspace, school)).rejects.toThrow(
    'slug-taken',
  )
  await here.call(createWorkspace, school)
  expect(await states(here)).toEqual(['active'])
})

test('T-C2: nobody has to come back: the job finishes what stopped', async () => {
  const here = await founder(await world())
  crashing(here, 'after')
  await expect(here.call(createWorkspace, school)).rejects.toThrow('the power went away')
  await here.settle()
  expect(await states(here)).toEqual(['active'])
  expect((await here.call(readWorkspace)).member.roles).toEqual(['owner'])
})

test('an id that another workspace has is not a way in', async () => {
  const here = await founder(await world())
  const { id } = await here.call(createWorkspace, school)
  for (const other of [{ slug: 'autre' }, { name: 'Autre' }, { kind: 'books' } as const]) {
    offerEverything(here)
    await expect(here.call(createWorkspace, { ...school, id, ...other })).rejects.toThrow(
      'key-reused',
    )
  }
  const bob = await person(here, { name: 'Bob' })
  const call = voice(here.app, bob.session, '')
  await expect(call(createWorkspace, { ...school, id, slug: 'autre' })).rejects.toThrow(
    'slug-taken',
  )
})

test('the same request again gets the first answer, also after a new name; with other wishes it is refused', async () => {
  const here = await founder(await world())
  offerEverything(here)
  const request = { ...school, id: newId() }
  const first = await here.call(createWorkspace, request)
  await here.call(changeWorkspace, { name: 'Nouveau nom' })
  expect(await here.call(createWorkspace, request)).toEqual(first)
  for (const other of [{ slug: 'autre' }, { name: 'Nouveau nom' }, { kind: 'books' } as const])
    await expect(here.call(createWorkspace, { ...request, ...other })).rejects.toThrow('key-reused')
})

test('where registration is by invitation, only the administrator creates workspaces', async () => {
  const here = await founder(await world({ SIGNUP: 'invited' }))
  await expect(here.call(createWorkspace, school)).rejects.toThrow('creation-closed')
  const boss = await person(here, { name: 'Boss', admin: true })
  await voice(here.app, boss.session, '')(createWorkspace, school)
})

test('T-C3, T-C4: tables stand in the workspace alone, and what is not there is not read from elsewhere', async () => {
  const { app, workspace } = await village()
  const rows = (place: 'here' | 'registry', name: string) =>
    place === 'here'
      ? app.open(workspace, ({ reader }) => reader.selectFrom(name).selectAll().execute())
      : app.readRegistry((db) => db.selectFrom(name).selectAll().execute())
  expect(await rows('here', 'members')).toHaveLength(5)
  expect(await rows('here', 'exchangeAccounts')).toHaveLength(5)
  for (const name of ['members', 'exchangeAccounts'])
    await expect(rows('registry', name), name).rejects.toThrow()
  for (const name of ['accounts', 'sessions', 'workspaces', 'memberships'])
    await expect(rows('here', name), name).rejects.toThrow()
  expect(await rows('registry', 'workspaces')).toHaveLength(1)
})

test('T-C8: ids are opaque, and the name of a namespace cannot carry anything', async () => {
  const here = await founder(await world())
  const first = await here.call(createWorkspace, school)
  const second = await here.call(createWorkspace, { ...school, slug: 'marronnier' })
  expect(first.id).not.toBe(second.id)
  for (const { id, namespace } of await here.app.workspaces()) {
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(namespace).toMatch(/^w_[0-9a-f]{32}$/)
  }
})

test('a workspace of others does not exist', async () => {
  const { stranger, nobody } = await village()
  await expect(stranger.call(readWorkspace)).rejects.toThrow('not-found')
  await expect(nobody.call(readWorkspace)).rejects.toThrow('not-signed-in')
  expect((await stranger.call(listWorkspaces)).items).toEqual([])
})
