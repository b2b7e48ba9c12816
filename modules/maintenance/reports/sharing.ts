/** Links by which a customer reads a report without an account: signed, until a day, taken back at any time, counted. */
import type * as z from 'zod/mini'
import { hmac, isSame, keyFor } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { KeyReused, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Download, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import * as contract from './contract.ts'
import { type Ctx, fileOf, latestOf, signerOf, visibleReport } from './reading.ts'
import type { LinkRow, ReportRow } from './tables.ts'

type Scene = Pick<OpenContext, 'client' | 'workspace' | 'now'>

/** The words before keep this seal from serving anything else that the same key seals. */
const seal = ({ workspace }: Scene, secret: string, what: string) =>
  hmac(keyFor('report', secret), `link ${workspace.id} ${what}`)

const told = ({ id, expiresAt }: Pick<LinkRow, 'id' | 'expiresAt'>) =>
  `${id}.${expiresAt.getTime()}`

function urlOf(scene: Scene, row: LinkRow): string {
  const { publicUrl, secrets } = scene.client(installation)
  const what = told(row)
  const token = `${what}.${seal(scene, secrets[0]!, what)}`
  return `${publicUrl}/share/${scene.workspace.slug}/report?token=${token}`
}

const shown = (scene: Scene, { createdBy: _, reportId: __, ...row }: LinkRow) => ({
  ...row,
  isLive: row.revokedAt === null && row.expiresAt > scene.now(),
  url: urlOf(scene, { createdBy: _, reportId: __, ...row }),
})

type Listing = { reportId: string; cursor?: string | undefined; limit: number }

export function links(open: OpenContext, { reportId, cursor, limit }: Listing) {
  return open.transact(async (ctx: Ctx) => {
    await visibleReport(ctx, reportId)
    const after = momentAfter(cursor)
    const rows = await ctx.db
      .selectFrom('reportLinks')
      .selectAll()
      .where('reportId', '=', reportId)
      .$if(after !== undefined, (rest) =>
        rest.where(({ or, and, eb }) =>
          or([
            eb('createdAt', '<', after!.at),
            and([eb('createdAt', '=', after!.at), eb('id', '<', after!.id)]),
          ]),
        ),
      )
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const placeOf = (it: LinkRow) => ({ by: it.createdAt.toISOString(), id: it.id })
    const { page, next } = pageFrom(rows, limit, placeOf)
    return { items: page.map((it) => shown(open, it)), next }
  })
}

type Sharing = z.output<(typeof contract.shareReport)['input']>

export function share(open: OpenContext, { id, reportId, name, days }: Sharing) {
  return open.transact(async (ctx: Ctx) => {
    const report = await visibleReport(ctx, reportId)
    if (report.state !== 'ready') throw WrongState({ state: report.state, allowed: [] })
    // One after the other: the report is locked, so that nobody goes beyond the limit at the same moment.
    await ctx.locked(ctx.db.selectFrom('reports').select('id').where('id', '=', reportId)).execute()
    const { count } = await ctx.db
      .selectFrom('reportLinks')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('reportId', '=', reportId)
      .executeTakeFirstOrThrow()
    if (Number(count) >= contract.MOST_LINKS)
      throw contract.TooManyReportLinks({ max: contract.MOST_LINKS })
    const at = ctx.now()
    const row: LinkRow = {
      id: id ?? newId(at.getTime()),
      ...{ reportId, name },
      createdBy: ctx.actor.id,
      createdAt: at,
      expiresAt: new Date(at.getTime() + days * DAY),
      revokedAt: null,
      opened: 0,
      openedAt: null,
    }
    if (!(await insertIgnore(ctx.db, ctx.dialect, 'reportLinks', row))) throw KeyReused()
    await ctx.audit('reports.shared', report.executionId, { link: row.id, days })
    return shown(open, row)
  })
}

export function revoke(
  open: OpenContext,
  { reportId, linkId }: Record<'reportId' | 'linkId', string>,
) {
  return open.transact(async (ctx: Ctx) => {
    const report = await visibleReport(ctx, reportId)
    const revoked = await ctx.db
      .updateTable('reportLinks')
      .set({ revokedAt: ctx.now() })
      .where('id', '=', linkId)
      .where('reportId', '=', reportId)
      .where('revokedAt', 'is', null)
      .executeTakeFirst()
    if (Number(revoked.numUpdatedRows) > 0)
      await ctx.audit('reports.unshared', report.executionId, { link: linkId })
    const row = await ctx.db
      .selectFrom('reportLinks')
      .selectAll()
      .where('id', '=', linkId)
      .where('reportId', '=', reportId)
      .executeTakeFirst()
    if (!row) throw NotFound()
    return shown(open, row)
  })
}

export async function visits(ctx: Ctx, { reportId, cursor, limit }: Listing) {
  await visibleReport(ctx, reportId)
  const after = momentAfter(cursor)
  const rows = await ctx.db
    .selectFrom('reportVisits')
    .innerJoin('reportLinks', 'reportLinks.id', 'reportVisits.linkId')
    .select(['reportVisits.id', 'reportLinks.name', 'reportVisits.what', 'reportVisits.at'])
    .where('reportVisits.reportId', '=', reportId)
    .$if(after !== undefined, (rest) =>
      rest.where(({ or, and, eb }) =>
        or([
          eb('reportVisits.at', '<', after!.at),
          and([eb('reportVisits.at', '=', after!.at), eb('reportVisits.id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('reportVisits.at', 'desc')
    .orderBy('reportVisits.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ at, id }) => ({ by: at.toISOString(), id }))
  return { items: page, next }
}

// ── the customer ────────────────────────────────────────────────────────────────────────────────

type Visit = 'page' | 'pdf' | 'json'

/** The seal is looked at first: what it does not cover is not believed, not even that it is over. */
async function follow(open: OpenContext, token: string, what: Visit) {
  const [linkId = '', until = '', given = ''] = token.split('.')
  const { secrets } = open.client(installation)
  const isOurs = secrets.some((it) => isSame(given, seal(open, it, `${linkId}.${until}`)))
  if (!isOurs) throw contract.ReportLinkWrong()
  if (Number(until) <= open.now().getTime()) throw contract.ReportLinkOver()
  return open.transact(async (ctx: Ctx) => {
    const at = ctx.now()
    // Counted by the same statement that asks whether it still leads somewhere.
    const counted = await ctx.db
      .updateTable('reportLinks')
      .set(({ eb }) => ({ opened: eb('opened', '+', 1), openedAt: at }))
      .where('id', '=', linkId)
      .where('revokedAt', 'is', null)
      .where('expiresAt', '>', at)
      .executeTakeFirst()
    if (Number(counted.numUpdatedRows) === 0) throw contract.ReportLinkWrong()
    const link = await ctx.db
      .selectFrom('reportLinks')
      .selectAll()
      .where('id', '=', linkId)
      .executeTakeFirstOrThrow()
    const { reportId } = link
    await ctx.db
      .insertInto('reportVisits')
      .values({ id: newId(at.getTime()), linkId, reportId, what, at })
      .execute()
    const report = await ctx.db
      .selectFrom('reports')
      .selectAll()
      .where('id', '=', reportId)
      .executeTakeFirstOrThrow()
    const latest = (await latestOf(ctx, [report.executionId])).get(report.executionId) ?? 0
    return { link, report, isSuperseded: latest > report.number }
  })
}

export async function openShared(open: OpenContext, { token }: { token: string }) {
  const { link, report, isSuperseded } = await follow(open, token, 'page')
  const { name: house, colour = null } = open.workspace
  const { number, title, version, technician, site, equipment, completedAt } = report
  const { steps, nonconform, photos, pdfBytes, jsonBytes, digest }: ReportRow = report
  return {
    ...{ house, colour, number, title, version, technician, site, equipment, completedAt },
    ...{ steps, nonconform, photos, pdfBytes, jsonBytes, digest, isSuperseded },
    signedBy: signerOf(open),
    expiresAt: link.expiresAt,
  }
}

export async function downloadShared(
  open: OpenContext,
  { token, form }: { token: string; form: 'pdf' | 'json' },
): Promise<Download> {
  const { report } = await follow(open, token, form)
  return fileOf(open, report, form)
}
