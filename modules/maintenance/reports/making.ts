/** Makes a report: facts, pictures, paper; then keeps both files. A job of its own, which may be done again at any point. */
import { DocumentTooHeavy, PrintingUnavailable } from '#core/documents/contract.ts'
import { renderPdf } from '#core/documents/api.ts'
import { keepMade, makePictures, openFile } from '#core/files/api.ts'
import { keyFor } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { NotFound, Problem } from '#kernel/contract.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import { canonical } from '../executions/rules.ts'
import { contentOf } from './content.ts'
import { reportChanged } from './contract.ts'
import { wholeOf } from './gathering.ts'
import { printable } from '../paper/drawing.ts'
import { paperOf, pictureName, TEMPLATE } from '../paper/paper.ts'
import type { ReportContent, SealedReport } from './proof/contract.ts'
import { sealed } from './proof/sealing.ts'
import { progressOf, reportMachine } from './rules.ts'
import type { ReportRow, ReportTables } from './tables.ts'

type Open = OpenContext<ReportTables>
type Ctx = Context<ReportTables>

/** Attempts before the report says that it failed; the job then waits for an administrator as any other. */
export const ATTEMPTS = 4
export const FILE = 'maintenance.report'
export const jsonName = ({ number, id }: Pick<ReportRow, 'number' | 'id'>) =>
  `rapport-${number}-${id.slice(0, 8)}`

export async function makeReport(
  open: Open,
  { reportId }: { reportId: string },
  { attempt }: Pick<JobRun, 'attempt'>,
): Promise<void> {
  const row = await open.transact((ctx) => reportInWork(ctx, reportId))
  if (!row) return
  try {
    await make(open, row)
  } catch (error) {
    if (attempt >= ATTEMPTS) await open.transact((ctx) => giveUp(ctx, row, error))
    throw error
  }
}

const reportInWork = ({ db }: Ctx, id: string): Promise<ReportRow | undefined> =>
  db
    .selectFrom('reports')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'making')
    .executeTakeFirst()

async function make(open: Open, row: ReportRow): Promise<void> {
  const name = jsonName(row)
  const kept = { purpose: FILE, usedBy: `report/${row.id}` }
  const json = (await keptBytes(open, row.jsonId)) ?? (await sealedBytes(open, row))
  const jsonFile = { id: row.jsonId, name: `${name}.json`, type: 'application/json' }
  await keepMade(open, { ...kept, ...jsonFile, bytes: json })
  const report: SealedReport = JSON.parse(json.toString())
  await told(open, row, progressOf.gathered)

  const pictures = await picturesOf(open, row, report.content)
  const printed = await print(open, row, report, pictures)
  if ('bytes' in printed) {
    const { bytes } = printed
    const pdfFile = { id: row.pdfId, name: `${name}.pdf`, type: 'application/pdf' }
    await keepMade(open, { ...kept, ...pdfFile, bytes })
  }
  await open.transact(async (ctx) => {
    const paper = 'bytes' in printed ? printed : undefined
    const set = {
      progress: progressOf.done,
      digest: report.seal.digest,
      jsonBytes: json.length,
      pdfBytes: paper?.bytes.length ?? null,
      pages: paper?.pages ?? null,
      fault: 'fault' in printed ? printed.fault : null,
    }
    await move(ctx, 'reports', row.id, reportMachine, 'finish', { by: 'system', set })
    await ctx.audit('reports.made', row.executionId, { number: row.number, digest: set.digest })
    ctx.publish(reportChanged, { reportId: row.id })
  })
}

/** What an attempt before this one has sealed stays as it is: later words of a phone change nothing in it. */
async function keptBytes(open: Open, fileId: string): Promise<Buffer | undefined> {
  try {
    const { read, size } = await openFile(open, fileId)
    const stream = await read({ start: 0, end: size - 1 })
    return Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>))
  } catch (error) {
    if (NotFound.is(error)) return undefined
    throw error
  }
}

const sealedBytes = async (open: Open, row: ReportRow): Promise<Buffer> =>
  Buffer.from(canonical(await open.transact((ctx) => sealedReport(ctx, open, row))))

async function sealedReport(ctx: Ctx, open: Open, row: ReportRow): Promise<SealedReport> {
  const { id: reportId, number, executionId, askedAt } = row
  const whole = await wholeOf(ctx, executionId, askedAt)
  const before = await ctx.db
    .selectFrom('reports')
    .select(['number', 'digest'])
    .where('executionId', '=', executionId)
    .where('number', '<', number)
    .where('digest', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { id, name, timeZone } = ctx.workspace
  const content = contentOf(whole, {
    ...{ reportId, number },
    madeAt: askedAt,
    house: { id, name, timeZone },
    follows: before ? { number: before.number, digest: before.digest! } : null,
  })
  return sealed(content, seedOf(open))
}

/** The key that signs is made of the installation's secret, and of nothing that is written down. */
export const seedOf = (open: Pick<OpenContext, 'client'>): Uint8Array =>
  keyFor('report', open.client(installation).secrets[0]!)

/** A photo that cannot be read leaves a gap on paper, which says so; its hash is in the facts all the same. */
async function picturesOf(open: Open, row: ReportRow, { photos }: ReportContent) {
  const shown = photos.filter((it) => it.isHere && it.removedFor === null)
  const pictures: Record<string, Uint8Array> = {}
  for (const [i, { photoId }] of shown.entries()) {
    const picture = await pictureOf(open, photoId, shown.length)
    if (picture) pictures[photoId] = picture
    await told(open, row, progressOf.pictures(i + 1, shown.length))
  }
  return pictures
}

async function pictureOf(open: Open, photoId: string, of: number): Promise<Buffer | undefined> {
  try {
    await makePictures(open as OpenContext<any>, photoId, ['medium'])
    const { read, size } = await openFile(open, photoId, 'medium')
    const stream = await read({ start: 0, end: size - 1 })
    return await printable(
      Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)),
      of,
    )
  } catch (error) {
    if (error instanceof Problem || isPicture(error)) return undefined
    throw error
  }
}

/** What `sharp` says of a picture that nobody can draw. */
const isPicture = (error: unknown) =>
  error instanceof Error &&
  /unsupported image|Input (buffer|file)|VipsJpeg|webp/i.test(error.message)

type Paper = { bytes: Uint8Array; pages: number } | { fault: string }

/** Without an engine, or too long for it, there is no paper; the facts are there all the same. */
async function print(
  open: Open,
  row: ReportRow,
  report: SealedReport,
  pictures: Readonly<Record<string, Uint8Array>>,
): Promise<Paper> {
  const { data, files } = paperOf(report, open.workspace.locale, new Set(Object.keys(pictures)))
  const named = Object.entries(pictures).map(([id, bytes]) => [pictureName(id), bytes] as const)
  try {
    return await renderPdf({
      template: TEMPLATE,
      data,
      files: { ...files, ...Object.fromEntries(named) },
      madeAt: row.askedAt,
    })
  } catch (error) {
    if (!PrintingUnavailable.is(error) && !DocumentTooHeavy.is(error)) throw error
    return { fault: error.code }
  } finally {
    await told(open, row, progressOf.laidOut)
  }
}

async function told(open: Open, { id }: ReportRow, progress: number): Promise<void> {
  await open.transact(async (ctx) => {
    await ctx.db.updateTable('reports').set({ progress }).where('id', '=', id).execute()
    ctx.publish(reportChanged, { reportId: id })
  })
}

async function giveUp(ctx: Ctx, { id }: ReportRow, error: unknown): Promise<void> {
  const fault = error instanceof Problem ? error.code : 'internal'
  await move(ctx, 'reports', id, reportMachine, 'fail', { by: 'system', set: { fault } })
  ctx.publish(reportChanged, { reportId: id })
}
