/** What those who answer for a place read in its audit. */
import { expect, test } from 'vitest'
import { changeMember } from '#core/workspaces/contract.ts'
import { InvalidInput } from '#kernel/contract.ts'
import { admit } from '#kernel/call.ts'
import { openContextOf } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { DAY } from '#kernel/time.ts'
import { createOffer } from '#modules/school/offers/contract.ts'
import { person, village, voice } from '#tests/village.ts'
import { downloadActs, listActs, listInstallationActs } from './contract.ts'
import { cellOf } from './rules.ts'

async function lived() {
  const here = await village()
  const { ana, bob } = here
  await bob.call(createOffer, { title: 'Piano', category: 'music' })
  await ana.call(changeMember, { memberId: bob.id, roles: ['staff'] })
  return here
}

test('an act is a sentence with a name, newest first, in the reader’s language', async () => {
  const { ana, admin, bob } = await lived()
  const [last, before] = (await ana.call(listActs, {})).items
  expect(last).toMatchObject({
    sentence: 'Rôles ou accès d’un membre modifiés',
    actorName: 'Ana',
    targetName: 'Bob',
    severity: 'high',
  })
  expect(last!.facts).toContainEqual({ label: 'Rôles', value: 'staff', was: null })
  expect(before).toMatchObject({ sentence: 'Offre publiée', actorName: 'Bob', severity: 'low' })
  const [dutch] = (await admin.call(listActs, { locale: 'nl-BE', actor: ana.id })).items
  expect(dutch!.sentence).toBe('Rollen of toegang van een lid gewijzigd')
  await expect(bob.call(listActs, {})).rejects.toThrow('forbidden')
})

test('filters: person, subject, severity, period, target', async () => {
  const { ana, bob, clock } = await lived()
  const sentences = async (asked: object) =>
    (await ana.call(listActs, { limit: 100, ...asked })).items.map((it) => it.sentence)
  const all = await sentences({})
  expect(await sentences({ actor: bob.id })).toContain('Offre publiée')
  expect(await sentences({ actor: bob.id })).not.toContain('Rôles ou accès d’un membre modifiés')
  expect(await sentences({ group: 'exchange' })).toEqual(['Offre publiée'])
  expect(await sentences({ severity: 'high' })).toContain('Rôles ou accès d’un membre modifiés')
  expect(await sentences({ target: bob.id })).toContain('Rôles ou accès d’un membre modifiés')
  const each = await Promise.all(
    ['critical', 'high', 'medium', 'low'].map((severity) => sentences({ severity })),
  )
  expect(each.flat().toSorted()).toEqual(all.toSorted())
  clock.advance(3 * DAY)
  expect(await sentences({ days: 2 })).toEqual([])
  expect(await sentences({ days: 7 })).toEqual(all)
})

test('pages follow each other while others act; a forged cursor is a shape', async () => {
  const { ana, bob } = await lived()
  const whole = (await ana.call(listActs, { limit: 100 })).items.map((it) => it.sequence)
  const read: number[] = []
  for (let cursor: string | undefined; ;) {
    const { items, next } = await ana.call(listActs, { limit: 3, ...(cursor && { cursor }) })
    read.push(...items.map((it) => it.sequence))
    if (!next) break
    cursor = next
    await bob.call(createOffer, { title: 'Violon', category: 'music' })
  }
  expect(read).toEqual(whole)
  const forged = Buffer.from(`1e999\n${newId()}`).toString('base64url')
  await expect(ana.call(listActs, { cursor: forged })).rejects.toSatisfy(InvalidInput.is)
})

test('the administrator reads the registry’s, and nothing of a workspace in it', async () => {
  const here = await lived()
  const root = await person(here, { name: 'Rita', admin: true })
  const call = voice(here.app, root.session, '')
  const { items } = await call(listInstallationActs, { limit: 100 })
  expect(items.map((it) => it.action)).toContain('workspaces.created')
  expect(items.map((it) => it.action)).not.toContain('members.changed')
  await expect(here.ana.call(listInstallationActs, {})).rejects.toThrow('forbidden')
})

test('a file holds every act that matches, and no cell is a formula', async () => {
  const { app, ana, workspace } = await lived()
  await app.system(async (ctx) => {
    for (let n = 0; n < 600; n++) await ctx.audit('test.many', `=cmd|${n}`, { reason: '+1"; x' })
  }, workspace)
  const origin = { requestId: newId(), address: '', agent: '=HYPERLINK("x")' }
  const request = { session: ana.session, origin, slug: 'tilleul' }
  const { scene, route, input } = await admit(app, downloadActs, request, { group: 'test' })
  const ctx = openContextOf(app, scene, app.dialect, () => new AbortController().signal)
  const { bytes, name } = await route.handle(ctx, input)
  const chunks: Buffer[] = []
  for await (const it of bytes) chunks.push(Buffer.from(it))
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\r\n')
  expect(name).toBe('audit-tilleul-2026-11-21.csv')
  expect(lines).toHaveLength(601)
  expect(lines[1]).toContain(`"'=cmd|599"`)
  expect(lines.join('\n')).not.toMatch(/(^|;)"?[=+@-]/m)
})

test.each([
  ['=1+1', `"'=1+1"`],
  ['  -2', `"'  -2"`],
  ['@sum', `"'@sum"`],
  ['\tx', `"'\tx"`],
  ['a"b', '"a""b"'],
  ['Ana', '"Ana"'],
])('%j in a cell', (value, cell) => expect(cellOf(value)).toBe(cell))
