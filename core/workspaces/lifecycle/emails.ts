/** Members are told what becomes of their workspace, each in their own language; the asker is told the answer. */
import { accountById, administrators, localesOf } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import { claimOnce } from '#kernel/jobs/outbox.ts'
import { isWhole, type Context, type JobRun, type OpenContext } from '#kernel/module.ts'
import type { RegistryTables, WorkspaceRow, WorkspaceTables } from '../tables.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

type Registry = Context<RegistryTables>
type About = { workspaceId: string }
type Key = keyof typeof fr
const words = wordsOf<typeof fr>({ fr, nl, en })

/** The day, as people write it, where the workspace is. */
const dayOf = (at: Date, locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at)

export const mailSuspension = (ctx: OpenContext, about: About, run: JobRun) =>
  tellMembers(ctx, about, run, 'suspended', (row) =>
    row.stateReason === 'owner'
      ? { subject: 'life.mail.paused.subject', why: 'life.mail.paused.why' }
      : { subject: 'life.mail.suspended.subject', why: reasons[row.stateReason ?? 'unpaid'] },
  )
const reasons = {
  unpaid: 'life.mail.unpaid.why',
  abuse: 'life.mail.abuse.why',
  owner: 'life.mail.paused.why',
} as const satisfies Record<string, Key>

export const mailCancellation = (ctx: OpenContext, about: About, run: JobRun) =>
  tellMembers(ctx, about, run, 'cancelled', () => ({
    subject: 'life.mail.cancelled.subject',
    why: 'life.mail.cancelled.why',
  }))

export const mailReminder = (ctx: OpenContext, about: About, run: JobRun) =>
  tellMembers(ctx, about, run, 'cancelled', () => ({
    subject: 'life.mail.reminder.subject',
    why: 'life.mail.reminder.why',
  }))

type Choice = { subject: Key; why: Key }

/** Once, however often the job runs: its id is claimed where the mails are queued. Not at all when it moved on since. */
async function tellMembers(
  ctx: OpenContext,
  { workspaceId }: About,
  { jobId }: JobRun,
  state: 'suspended' | 'cancelled',
  choose: (row: WorkspaceRow) => Choice,
): Promise<void> {
  const row = await ctx.registry((registry: Registry) => rowOf(registry, workspaceId))
  if (!row || row.state !== state || !isWhole(row)) return
  const members = await ctx.inWorkspace(workspaceId, ({ db }: Context<WorkspaceTables>) =>
    db
      .selectFrom('members')
      .select(['accountId', 'name', 'email'])
      .where('active', '=', true)
      .orderBy('id')
      .execute(),
  )
  const locales = await ctx.registry(({ db }) =>
    localesOf(
      db,
      members.map((it) => it.accountId),
    ),
  )
  const { publicUrl } = ctx.client(installation)
  const { subject, why } = choose(row)
  await ctx.inWorkspace(workspaceId, async (inside) => {
    if (!(await claimOnce(inside.db, inside.dialect, jobId, inside.now()))) return
    for (const { accountId, name, email } of members) {
      const locale = locales.get(accountId)
      if (!locale) continue
      const say = words(locale)
      const facts = {
        name,
        workspace: row.name,
        day: row.stateUntil ? dayOf(row.stateUntil, locale, row.timeZone) : '',
      }
      const note = row.stateNote && state === 'suspended' ? [row.stateNote] : []
      const mail = letter({
        locale,
        house: row,
        subject: say(subject, facts),
        paragraphs: [
          say('life.mail.hello', facts),
          say(why, facts),
          ...note,
          say('life.mail.read-only', facts),
        ],
        action: {
          label: say('life.mail.open', facts),
          url: `${publicUrl}/app/${row.slug}`,
        },
        footnote: say('life.mail.because', facts),
      })
      await queueMail(inside, { to: email, locale, ...mail })
    }
  })
}

/** To every administrator of the installation. */
export async function mailRequest(ctx: OpenContext, { workspaceId }: About): Promise<void> {
  const { publicUrl } = ctx.client(installation)
  await ctx.registry(async (registry: Registry) => {
    const row = await rowOf(registry, workspaceId)
    if (row?.state !== 'requested') return
    const asker = await accountById(registry.db as never, row.createdBy)
    if (!asker) return
    for (const { typedEmail: to, locale, name } of await administrators(registry.db as never)) {
      const say = words(locale)
      const facts = { name, workspace: row.name, asker: asker.name }
      const mail = letter({
        locale,
        subject: say('life.mail.asked.subject', facts),
        paragraphs: [
          say('life.mail.hello', facts),
          say('life.mail.asked.why', facts),
          ...(row.stateNote ? [row.stateNote] : []),
        ],
        action: {
          label: say('life.mail.asked.action'),
          url: `${publicUrl}/account/installation/workspaces?state=requested`,
        },
        footnote: say('life.mail.asked.because'),
      })
      await queueMail(registry, { to, locale, ...mail })
    }
  })
}

export async function mailApproval(ctx: OpenContext, { workspaceId }: About): Promise<void> {
  const { publicUrl } = ctx.client(installation)
  await ctx.registry(async (registry: Registry) => {
    const row = await rowOf(registry, workspaceId)
    const asker = row && (await accountById(registry.db as never, row.createdBy))
    if (!row || !asker?.active) return
    const say = words(asker.locale)
    const facts = { name: asker.name, workspace: row.name }
    const mail = letter({
      locale: asker.locale,
      house: row,
      subject: say('life.mail.approved.subject', facts),
      paragraphs: [say('life.mail.hello', facts), say('life.mail.approved.why', facts)],
      action: { label: say('life.mail.open', facts), url: `${publicUrl}/app/${row.slug}` },
      footnote: say('life.mail.answer', facts),
    })
    await queueMail(registry, { to: asker.typedEmail, locale: asker.locale, ...mail })
  })
}

type Refusal = { accountId: string; name: string; reason: string }

export async function mailRefusal(
  ctx: OpenContext,
  { accountId, name: workspace, reason }: Refusal,
): Promise<void> {
  const { publicUrl } = ctx.client(installation)
  await ctx.registry(async (registry: Registry) => {
    const asker = await accountById(registry.db as never, accountId)
    if (!asker?.active) return
    const say = words(asker.locale)
    const facts = { name: asker.name, workspace }
    const mail = letter({
      locale: asker.locale,
      subject: say('life.mail.refused.subject', facts),
      paragraphs: [say('life.mail.hello', facts), say('life.mail.refused.why', facts), reason],
      action: { label: say('life.mail.refused.action'), url: `${publicUrl}/account/workspaces` },
      footnote: say('life.mail.answer', facts),
    })
    await queueMail(registry, { to: asker.typedEmail, locale: asker.locale, ...mail })
  })
}

const rowOf = ({ db }: Registry, id: string): Promise<WorkspaceRow | undefined> =>
  db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
