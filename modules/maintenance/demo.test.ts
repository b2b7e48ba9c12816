import { expect, test } from 'vitest'
import { beginUpload, finishUpload, sendPiece } from '#core/files/contract.ts'
import { move, pieces } from '#tests/files.ts'
import { village } from '#tests/village.ts'
import { listExecutions } from './executions/contract.ts'
import { demo } from './demo.ts'
import { listProcedures, readProcedure, readVersion } from './procedures/contract.ts'
import type { Teller } from './story/teller.ts'
import { listTips } from './tips/contract.ts'

test('the house of the demonstration has a library, two languages more, and work for a reviewer', async () => {
  const { ana: founder, neighbour, clock, app } = await village({ kind: 'maintenance' })
  await app.jobs.schedules()
  const cast: Record<string, Awaited<ReturnType<typeof neighbour>>> = {}
  const people = async (names: readonly string[]) => {
    for (const name of names) cast[name] ??= await neighbour(name, 'member')
    return cast
  }
  const bring: Teller['bring'] = async (who, { bytes, ...file }) => {
    const { session } = Object.values(cast).find((it) => it.id === who.id)!
    await who.call(beginUpload, { ...file, bytes: bytes.length })
    const place = { app, session, slug: 'tilleul' }
    await move(place, sendPiece, { fileId: file.id, offset: 0 }, pieces(bytes))
    await who.call(finishUpload, { fileId: file.id })
  }
  await demo({ founder, people, clock, settle: () => app.jobs.settle(), bring })

  const all = await founder.call(listProcedures, { limit: 100 })
  expect(all.total).toBe(17)
  expect(all.items.filter((it) => it.published?.number === 2)).toHaveLength(3)
  expect(all.items.every((it) => it.stepCount >= 6 && it.stepCount <= 16)).toBe(true)
  expect(all.items.some((it) => [...it.title].length >= 120)).toBe(true)
  expect(all.items.some((it) => /\p{Script=Arabic}/u.test(it.title))).toBe(true)
  expect((await founder.call(listProcedures, { view: 'archived' })).total).toBe(2)
  expect((await founder.call(listProcedures, { view: 'review' })).total).toBe(1)
  expect((await founder.call(listTips, { limit: 100 })).total).toBe(22)
  expect((await founder.call(listTips, { view: 'review' })).total).toBe(3)

  const { items: drafts } = await founder.call(listProcedures, { view: 'work' })
  const notice = drafts.find((it) => it.open?.state === 'draft')!
  const draft = await founder.call(readVersion, { versionId: notice.open!.id })
  expect(draft.sourceName).toBe('notice-tableau-AC.pdf')
  expect(draft.steps.map((it) => it.sourcePage)).toEqual([1, 1, 1, 2, 2, 2, 2, 2])

  const counts = async (state: 'completed' | 'abandoned' | 'amended' | 'unfinished') =>
    (await founder.call(listExecutions, { state, limit: 100 })).items.length
  expect(await counts('completed')).toBeGreaterThan(40)
  expect(await counts('abandoned')).toBeGreaterThan(2)
  expect(await counts('amended')).toBeGreaterThan(0)
  expect(await counts('unfinished')).toBe(10)

  const client = cast['Sofie Claes']!
  const found = await client.call(listProcedures, { search: 'conecteur brulé' })
  expect(found.items[0]!.title).toContain('connecteur brûlé')
  const { published } = await client.call(readProcedure, { procedureId: found.items[0]!.id })
  const { description } = await client.call(readVersion, { versionId: published!.id })
  expect(description).toContain('à valider par une personne qualifiée')
}, 240_000)
