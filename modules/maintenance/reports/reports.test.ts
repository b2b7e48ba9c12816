import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { storage } from '#core/files/contract.ts'
import { openContextOf, SYSTEM } from '#kernel/context.ts'
import type { Endpoint } from '#kernel/contract.ts'
import type { Download } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { bytesOf, move as carry } from '#tests/files.ts'
import {
  deliver,
  maintenance,
  phone,
  photograph,
  publish,
  sha256,
  start,
  usualSteps,
} from '#tests/maintenance.ts'
import { everyPair } from '#tests/pairs.ts'
import type { Neighbour } from '#tests/village.ts'
import * as executions from '../executions/contract.ts'
import { amendExecution } from '../executions/office/contract.ts'
import { askReport } from './asking.ts'
import * as contract from './contract.ts'
import { ATTEMPTS, makeReport } from './making.ts'
import type { SealedReport } from './proof/contract.ts'
import { verifyReport } from './proof/verifying.ts'
import { reportMachine } from './rules.ts'

type There = Awaited<ReturnType<typeof maintenance>> & { versionId: string }
let here: There
beforeAll(async () => {
  const there = await maintenance()
  here = { ...there, versionId: (await publish(there.ana, usualSteps)).versionId }
})

const done = (stepKey: string) => ({ kind: 'done', stepKey }) as const
let shade = 0
const picture = () =>
  sharp({
    create: { width: 640, height: 480, channels: 3, background: { r: ++shade, g: 9, b: 9 } },
  })
    .jpeg()
    .toBuffer()

/** Bob has done it all, from the first word to the end. */
async function completed() {
  const { bob, clock } = here
  const { id } = await start(bob, clock, { versionId: here.versionId })
  const mine = phone(bob, clock, id)
  const photo = photograph('photo', await picture())
  const answer = { kind: 'measure', value: 40 } as const
  const measured = { kind: 'answered', stepKey: 'riso', answer, base: null } as const
  await mine.say(done('lock'), measured, done('riso'), photo.what, done('photo'))
  await deliver(here, bob, id, photo)
  await bob.call(executions.completeExecution, { executionId: id })
  return { id, mine, photo }
}

async function reported() {
  const it = await completed()
  await here.settle()
  const { items } = await here.bob.call(contract.listReports, { executionId: it.id })
  return { ...it, report: items[0]! }
}

const slug = 'tilleul'
const taken = (who: Neighbour, endpoint: Endpoint<any, any>, input: object): Promise<Download> =>
  carry({ app: here.app, session: who.session, slug }, endpoint, input)
const outside = (endpoint: Endpoint<any, any>, input: object): Promise<Download> =>
  carry({ app: here.app, session: null, slug }, endpoint, input)
const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('token')!

/** As a job has it. */
function job() {
  const { app, workspace } = here
  const origin = { requestId: 'test', address: '', agent: '' }
  const scene = { workspace, actor: SYSTEM, origin }
  return openContextOf(app, scene, app.dialect, () => new AbortController().signal)
}

test('what was completed becomes a report that is checked without the server (A17)', async () => {
  const { bob, cloe, guest, admin } = here
  const { id, photo, report } = await reported()
  expect(report).toMatchObject({
    ...{ executionId: id, number: 1, state: 'ready', progress: 100, fault: null },
    ...{ title: 'Contrôle annuel', version: 1, technician: 'Bob', steps: 4, photos: 1 },
    isSuperseded: false,
  })
  const reportId = report.id
  const json = await taken(bob, contract.downloadReport, { reportId, form: 'json' })
  const text = (await bytesOf(json)).toString()
  const photos = [{ name: 'photo.jpg', sha256: sha256(photo.bytes) }]
  const { signedBy, mayShare } = await bob.call(contract.readReport, { reportId })
  expect(mayShare).toBe(false)
  const findings = verifyReport(text, { photos, key: signedBy! })
  expect(findings.filter((it) => !it.isFine)).toEqual([])
  expect(findings.map((it) => it.what)).toContain('key')
  const { content, seal } = JSON.parse(text) as SealedReport
  expect(seal.digest).toBe(report.digest)
  expect(content.events.map((it) => it.what.kind)).toContain('photographed')
  expect(content.photos).toMatchObject([{ photoId: photo.photoId, isHere: true }])
  const pdf = await bytesOf(await taken(bob, contract.downloadReport, { reportId }))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect([pdf.length, Buffer.byteLength(text)]).toEqual([report.pdfBytes, report.jsonBytes])

  // T-A1: another technician finds nothing; who oversees reads it.
  await expect(cloe.call(contract.readReport, { reportId })).rejects.toThrow('not-found')
  await expect(taken(cloe, contract.downloadReport, { reportId })).rejects.toThrow('not-found')
  expect((await cloe.call(contract.listReports, {})).items).toEqual([])
  expect(await guest.call(contract.readReport, { reportId })).toMatchObject({ mayShare: false })
  expect(await admin.call(contract.readReport, { reportId })).toMatchObject({ mayShare: true })

  // A.6-11, on the server’s own disk: the byte that changed has a name.
  const changed = Buffer.from(photo.bytes)
  changed[40]! ^= 1
  const broken = [{ name: `${photo.photoId}.jpg`, sha256: sha256(changed) }]
  expect(verifyReport(text, { photos: broken }).filter((it) => !it.isFine)).toMatchObject([
    { what: 'photo', says: `photo.jpg (${photo.photoId}.jpg) was changed.` },
  ])
})

test('a correction makes another report, which names the one before; that one stays as it was', async () => {
  const { admin, bob } = here
  const { id, report: first } = await reported()
  const before = await bytesOf(await taken(bob, contract.downloadReport, { reportId: first.id, form: 'json' })) // prettier-ignore
  here.clock.advance(1000)
  await admin.call(amendExecution, {
    executionId: id,
    reason: 'Unité mal lue sur place',
    changes: [{ stepKey: 'riso', answer: { kind: 'measure', value: 4 } }],
  })
  await here.settle()
  const { items } = await bob.call(contract.listReports, { executionId: id })
  expect(items.map((it) => [it.number, it.isSuperseded])).toEqual([
    [2, false],
    [1, true],
  ])
  const second = { reportId: items[0]!.id, form: 'json' }
  const text = (await bytesOf(await taken(bob, contract.downloadReport, second))).toString()
  expect(verifyReport(text).filter((it) => !it.isFine)).toEqual([])
  const { content } = JSON.parse(text) as SealedReport
  expect(content.follows).toEqual({ number: 1, digest: first.digest })
  expect(content.amendments).toMatchObject([{ reason: 'Unité mal lue sur place' }])
  const after = await bytesOf(await taken(bob, contract.downloadReport, { reportId: first.id, form: 'json' })) // prettier-ignore
  expect(after.equals(before)).toBe(true)
})

test('a customer reads by a link until it is over or taken back, and each time is written down', async () => {
  const { admin, bob, nobody, clock } = here
  const { report } = await reported()
  const reportId = report.id
  await expect(bob.call(contract.shareReport, { reportId, name: 'X' })).rejects.toThrow('forbidden')
  const link = await admin.call(contract.shareReport, { reportId, name: 'Mairie', days: 10 })
  expect(new URL(link.url).pathname).toBe(`/share/${slug}/report`)
  const token = tokenOf(link)
  expect(await nobody.call(contract.openSharedReport, { token })).toMatchObject({
    ...{ house: 'École du Tilleul', number: 1, technician: 'Bob', digest: report.digest },
    isSuperseded: false,
  })
  clock.advance(1000)
  const pdf = await bytesOf(await outside(contract.downloadSharedReport, { token }))
  expect(pdf.length).toBe(report.pdfBytes)
  const seen = await admin.call(contract.listReportVisits, { reportId })
  expect(seen.items.map((it) => [it.name, it.what])).toEqual([
    ['Mairie', 'pdf'],
    ['Mairie', 'page'],
  ])

  const [linkId = '', until = '', seal = ''] = token.split('.')
  const forged = [
    [linkId, String(Number(until) + DAY), seal].join('.'),
    [report.id, until, seal].join('.'),
    [linkId, until, 'a'.repeat(43)].join('.'),
    'nothing',
  ]
  for (const it of forged)
    await expect(nobody.call(contract.openSharedReport, { token: it })).rejects.toThrow(
      contract.ReportLinkWrong.code,
    )
  const { id: taker } = await admin.call(contract.shareReport, { reportId, name: 'Voisin' })
  const revoked = await admin.call(contract.revokeReportLink, { reportId, linkId: taker })
  const again = await admin.call(contract.revokeReportLink, { reportId, linkId: taker })
  expect(again.revokedAt).toBe(revoked.revokedAt)
  await expect(nobody.call(contract.openSharedReport, { token: tokenOf(revoked) })).rejects.toThrow(
    contract.ReportLinkWrong.code,
  )
  await expect(outside(contract.downloadSharedReport, { token: tokenOf(revoked) })).rejects.toThrow(
    contract.ReportLinkWrong.code,
  )

  // Opened by many at once, each is counted.
  await Promise.all(
    Array.from({ length: 6 }, () => nobody.call(contract.openSharedReport, { token })),
  )
  const { items } = await admin.call(contract.listReportLinks, { reportId })
  expect(items.find((it) => it.id === link.id)).toMatchObject({ opened: 8, name: 'Mairie' })
  clock.advance(11 * DAY)
  await expect(nobody.call(contract.openSharedReport, { token })).rejects.toThrow(
    contract.ReportLinkOver.code,
  )
})

test('asked for twice at once, it is made once; a disk that does not answer is no gap in it', async () => {
  const { app, clients, bob, admin } = here
  const { id, photo } = await completed()
  const ask = () => job().transact((ctx) => askReport(ctx, { executionId: id }))
  await Promise.all([ask(), ask(), ask()])
  const whole = clients.get(storage.name) as any
  const read = whole.read.bind(whole)
  const sha = sha256(photo.bytes)
  clients.set(storage.name, {
    ...bound(whole),
    read: (key: string, range: unknown) => (key.includes(sha) ? failing(key) : read(key, range)),
  })
  await here.settle()
  clients.set(storage.name, whole)
  const { items } = await bob.call(contract.listReports, { executionId: id })
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ state: 'failed', fault: 'internal', digest: null })
  const reportId = items[0]!.id
  // Repaired by hand: what was sealed before the fault is what is sealed after it.
  await admin.call(contract.retryReport, { reportId })
  await here.settle()
  const dead = await app.jobs.dead()
  expect(dead.map((it) => it.name)).toContain('maintenance/make-report')
  expect(await bob.call(contract.readReport, { reportId })).toMatchObject({
    ...{ state: 'ready', progress: 100, photos: 1, fault: null },
  })
})

async function* failing(key: string): AsyncGenerator<Uint8Array> {
  yield await Promise.reject(new Error(`the disk does not answer for ${key}`))
}
/** Methods of a class stay with their object. */
const bound = (it: any) =>
  Object.fromEntries(
    ['put', 'read', 'size', 'remove', 'list', 'sweep'].map((name) => [name, it[name].bind(it)]),
  )

test('a report that failed says so and is made again: every state × move', async () => {
  const { admin, app, workspace } = here
  const { report } = await reported()
  const reportId = report.id
  const set = (state: string) =>
    app.open(workspace, (namespace) =>
      namespace.transact((db) =>
        db.updateTable('reports').set({ state }).where('id', '=', reportId).execute(),
      ),
    )
  const surprises = await everyPair(
    reportMachine,
    async ({ state, move, actor }) => {
      await set(state)
      if (actor === 'member') {
        if (move !== 'retry') return null
        await admin.call(contract.retryReport, { reportId })
      } else if (move === 'retry') return null
      else if (move === 'finish') await makeReport(job(), { reportId }, { attempt: 1 })
      else {
        const open = job()
        const broken = { ...open, client: () => raise() }
        await makeReport(broken, { reportId }, { attempt: ATTEMPTS }).catch(() => {})
      }
      return (await admin.call(contract.readReport, { reportId })).state
    },
    // A job that comes late finds nothing to do.
    ({ actor }) => (actor === 'system' ? null : undefined),
  )
  expect(surprises).toEqual([])
  await here.settle()
  await set('failed')
  expect(await admin.call(contract.readReport, { reportId })).toMatchObject({ mayRetry: true })
  await admin.call(contract.retryReport, { reportId })
  await here.settle()
  expect(await admin.call(contract.readReport, { reportId })).toMatchObject({
    state: 'ready',
    digest: report.digest,
  })
})

const raise = (): never => {
  throw new Error('nothing answers')
}
