import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { parts } from '#app/modules.ts'
import { readPlan } from '#core/plans/contract.ts'
import { recount } from '#core/plans/api.ts'
import { startBucket } from '#edges/s3/simulator.ts'
import { s3Storage } from '#edges/s3/storage.ts'
import { newId } from '#kernel/ids.ts'
import { HOUR } from '#kernel/time.ts'
import { bring, bytesOf, move, pieces, trial } from '#tests/files.ts'
import { village, world } from '#tests/village.ts'
import {
  beginUpload,
  finishUpload,
  linkFile,
  readContent,
  readFile,
  removeFile,
  sendPiece,
  storage,
  type Storage,
} from './contract.ts'

const place = async () => village({ in: await world({}, [...parts, trial]) })
type Place = Awaited<ReturnType<typeof place>>
const as = ({ app }: Place, { session }: Place['ana']) => ({ app, session, slug: 'tilleul' })

const objectsIn = async ({ clients, workspace }: Place, folder = '') => {
  const kept = clients.get(storage.name) as Storage
  return Array.fromAsync(kept.list(`${workspace.id}/${folder}`))
}
const blobsIn = async (here: Place) =>
  (await objectsIn(here)).filter((it) => it.key.endsWith('.blob'))
const linked = async (_: Place, who: Place['ana'], fileId: string, variant = 'original') => {
  const { url } = await who.call(linkFile, { fileId, variant: variant as 'original' })
  const query = Object.fromEntries(new URL(url, 'http://here').searchParams)
  return {
    fileId,
    variant: variant as 'original',
    until: Number(query['until']),
    signature: query['signature']!,
  }
}

test('a file comes in pieces, goes on where the line broke, and is there as it was sent', async () => {
  const here = await place()
  const { bob } = here
  const content = Buffer.alloc(9_000_000, 'Les tilleuls de la cour sont en fleur.\n')
  const begun = { purpose: 'trial.paper', name: 'C:\\dossier\\été.txt', bytes: content.length }
  const { id: fileId, state } = await bob.call(beginUpload, begun)
  expect(state).toBe('uploading')

  async function* cutAfter(most: number) {
    yield content.subarray(0, most)
    throw new Error('aborted')
  }
  const sent = await move(as(here, bob), sendPiece, { fileId, offset: 0 }, cutAfter(5_000_000))
  expect(sent).toEqual({ offset: 5_000_000 })
  expect(await bob.call(readFile, { fileId })).toMatchObject({ offset: 5_000_000 })
  await expect(bob.call(finishUpload, { fileId })).rejects.toMatchObject({
    code: 'files/incomplete',
    facts: { offset: 5_000_000 },
  })
  await expect(
    move(as(here, bob), sendPiece, { fileId, offset: 4_000_000 }, pieces('x')),
  ).rejects.toMatchObject({ code: 'files/wrong-offset', facts: { offset: 5_000_000 } })
  await move(
    as(here, bob),
    sendPiece,
    { fileId, offset: 5_000_000 },
    pieces(content.subarray(5_000_000)),
  )

  const file = await bob.call(finishUpload, { fileId })
  expect(file).toMatchObject({
    state: 'ready',
    type: 'text/plain',
    kind: 'document',
    name: 'été.txt',
  })
  expect(await bob.call(finishUpload, { fileId })).toEqual(file)
  const download = await move(as(here, bob), readContent, await linked(here, bob, fileId))
  expect(download.etag).toBe(`"${createHash('sha256').update(content).digest('hex')}"`)
  expect((await bytesOf(download)).equals(content)).toBe(true)
  expect((await bytesOf(download, { start: 4_999_990, end: 5_000_010 })).toString()).toBe(
    content.subarray(4_999_990, 5_000_011).toString(),
  )
  expect(await objectsIn(here)).toHaveLength(1)
})

test('the limit of the purpose and the announced size hold while bytes stream', async () => {
  const here = await place()
  const { bob } = here
  const big = { purpose: 'trial.photo', name: 'a.jpg', bytes: 15_000_001 }
  await expect(bob.call(beginUpload, big)).rejects.toMatchObject({ code: 'too-large', status: 413 })
  const small = { purpose: 'trial.photo', name: 'a.jpg', bytes: 10 }
  const { id: fileId } = await bob.call(beginUpload, small)
  await expect(
    move(as(here, bob), sendPiece, { fileId, offset: 0 }, pieces('12345678901')),
  ).rejects.toThrow('too-large')
  expect(await bob.call(readFile, { fileId })).toMatchObject({ offset: 0 })
})

test('a purpose is for who may bring it, and unknown to others', async () => {
  const { bob, admin } = await place()
  const secret = { purpose: 'trial.secret', name: 'a', bytes: 10 }
  await expect(bob.call(beginUpload, secret)).rejects.toThrow('files/unknown-purpose')
  await expect(bob.call(beginUpload, { ...secret, purpose: 'x' })).rejects.toThrow(
    'unknown-purpose',
  )
  await admin.call(beginUpload, secret)
})

test('eight devices that send the same place of a file: one is kept, seven are told where to go on', async () => {
  const here = await place()
  const { bob } = here
  const { id: fileId } = await bob.call(beginUpload, {
    purpose: 'trial.paper',
    name: 'a.txt',
    bytes: 6,
  })
  const sends = Array.from({ length: 8 }, (_, i) =>
    move(as(here, bob), sendPiece, { fileId, offset: 0 }, pieces(`mot ${i} `)),
  )
  const results = await Promise.allSettled(sends)
  expect(results.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
  for (const it of results)
    if (it.status === 'rejected') expect(it.reason).toMatchObject({ facts: { offset: 6 } })
  const ends = await Promise.all(
    Array.from({ length: 8 }, () => bob.call(finishUpload, { fileId })),
  )
  expect(new Set(ends.map((it) => it.state)).has('ready')).toBe(true)
  expect(await bob.call(readFile, { fileId })).toMatchObject({ state: 'ready', offset: 6 })
  expect(await objectsIn(here)).toHaveLength(1)
})

test('the same bytes eight times at once are one object, and go with the last file that has them', async () => {
  const here = await place()
  const { app, bob, cloe, ana, clock, settle } = here
  const content = Buffer.alloc(100_000, 'même contenu ')
  const files = await Promise.all(
    [bob, cloe, bob, cloe, bob, cloe, bob, ana].map((it) => bring(app, it, content)),
  )
  expect(await blobsIn(here)).toHaveLength(1)
  const used = async () =>
    (await ana.call(readPlan)).usage.find((it) => it.limit === 'files.kilobytes')!.used
  expect(await used()).toBe(100)
  const owners = [bob, cloe, bob, cloe, bob, cloe, bob, ana]
  await Promise.all(
    files.slice(1).map(({ id }, i) => owners[i + 1]!.call(removeFile, { fileId: id })),
  )
  expect(await used()).toBe(100)
  const download = await move(as(here, bob), readContent, await linked(here, bob, files[0]!.id))
  expect((await bytesOf(download)).equals(content)).toBe(true)
  await bob.call(removeFile, { fileId: files[0]!.id })
  expect(await used()).toBe(0)
  await app.jobs.schedules()
  clock.advance(25 * HOUR)
  await settle()
  expect(await objectsIn(here)).toEqual([])
  expect(await app.system((ctx) => recount(ctx, { repairs: false }), here.workspace)).toEqual([])
}, 120_000)

test('a quota race: of twenty files for the last four places, four come in', async () => {
  const here = await place()
  const { app, bob, workspace } = here
  await bring(app, bob, 'un') // from here on the counter exists
  await app.system(
    ({ db }) =>
      db
        .updateTable('planCounters')
        .set({ most: 41 })
        .where('name', '=', 'files.kilobytes')
        .execute(),
    workspace,
  )
  const begins = Array.from({ length: 20 }, () =>
    bob.call(beginUpload, { id: newId(), purpose: 'trial.anything', name: 'a', bytes: 10_000 }),
  )
  const results = await Promise.allSettled(begins)
  const begun = results.flatMap((it) => (it.status === 'fulfilled' ? [it.value.id] : []))
  expect(begun).toHaveLength(4)
  for (const it of results)
    if (it.status === 'rejected') expect(it.reason).toMatchObject({ status: 402 })
  await Promise.all(begun.map((fileId) => bob.call(removeFile, { fileId })))
  await bob.call(beginUpload, { purpose: 'trial.anything', name: 'a', bytes: 40_000 })
  expect(await app.system((ctx) => recount(ctx, { repairs: false }), workspace)).toEqual([])
}, 120_000)

test('a file of somebody else is not there', async () => {
  const here = await place()
  const { app, bob, cloe } = here
  const { id: fileId } = await bring(app, bob, 'à moi')
  for (const call of [readFile, finishUpload, removeFile, linkFile] as const)
    await expect(cloe.call(call as typeof readFile, { fileId })).rejects.toThrow('not-found')
  await expect(move(as(here, cloe), sendPiece, { fileId, offset: 0 }, pieces('x'))).rejects.toThrow(
    'not-found',
  )
})

test('the same story with the files in a bucket', async () => {
  const bucket = await startBucket()
  try {
    const here = await place()
    const { app, bob, clients } = here
    clients.set(storage.name, s3Storage(bucket.url, { partBytes: 1_000_000 }))
    const content = Buffer.alloc(5_500_000, 'Dans un seau. ')
    const [one, two] = await Promise.all([bring(app, bob, content), bring(app, bob, content)])
    expect([one.state, two.state]).toEqual(['ready', 'ready'])
    expect([...bucket.objects.keys()].filter((it) => it.endsWith('.blob'))).toHaveLength(1)
    const download = await move(as(here, bob), readContent, await linked(here, bob, two.id))
    expect((await bytesOf(download)).equals(content)).toBe(true)
    expect((await bytesOf(download, { start: 5_499_986, end: 5_499_999 })).length).toBe(14)
  } finally {
    bucket.close()
  }
})
