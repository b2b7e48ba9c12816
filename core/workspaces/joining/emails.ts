/** Who manages members is told that somebody asks; who asked is told the answer. */
import { localesOf } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import { claimOnce } from '#kernel/jobs/outbox.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { ladder } from '../rules.ts'
import type { WorkspaceTables } from '../tables.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

type Ctx = Context<WorkspaceTables>
type About = { requestId: string }
const words = wordsOf<typeof fr>({ fr, nl, en })

export async function mailManagers(ctx: OpenContext, { requestId }: About, { jobId }: JobRun) {
  const { publicUrl } = ctx.client(installation)
  const { name: workspace, slug } = ctx.workspace
  const managers = await ctx.transact(({ db }: Ctx) =>
    db
      .selectFrom('members')
      .select(['accountId', 'name', 'email'])
      .where('active', '=', true)
      .where('roleRank', '>=', ladder.indexOf('admin'))
      .execute(),
  )
  const locales = await ctx.registry(({ db }) =>
    localesOf(
      db,
      managers.map((it) => it.accountId),
    ),
  )
  await ctx.transact(async (inside: Ctx) => {
    const row = await requestOf(inside, requestId)
    if (row?.state !== 'pending' || !(await isFirst(inside, jobId))) return
    for (const { accountId, name, email } of managers) {
      const locale = locales.get(accountId)
      if (!locale) continue
      const say = words(locale)
      const facts = { name, workspace, asker: row.name, email: row.email }
      const mail = letter({
        locale,
        house: ctx.workspace,
        subject: say('joining.mail.asked.subject', facts),
        paragraphs: [
          say('joining.mail.hello', facts),
          say('joining.mail.asked.why', facts),
          ...(row.message ? [`« ${row.message} »`] : []),
        ],
        action: {
          label: say('joining.mail.asked.action'),
          url: `${publicUrl}/app/${slug}/requests`,
        },
        footnote: say('joining.mail.asked.because', facts),
      })
      await queueMail(inside, { to: email, locale, ...mail })
    }
  })
}

export async function mailAnswer(ctx: OpenContext, { requestId }: About, { jobId }: JobRun) {
  const { publicUrl } = ctx.client(installation)
  const { name: workspace, slug } = ctx.workspace
  await ctx.transact(async (inside: Ctx) => {
    const row = await requestOf(inside, requestId)
    if (!row || row.state === 'pending' || !(await isFirst(inside, jobId))) return
    const { name, email, locale, reason } = row
    const say = words(locale)
    const facts = { name, workspace }
    const isIn = row.state === 'approved'
    const mail = letter({
      locale,
      house: ctx.workspace,
      subject: say(isIn ? 'joining.mail.approved.subject' : 'joining.mail.refused.subject', facts),
      paragraphs: [
        say('joining.mail.hello', facts),
        say(isIn ? 'joining.mail.approved.why' : 'joining.mail.refused.why', facts),
        ...(reason ? [`« ${reason} »`] : []),
      ],
      ...(isIn && {
        action: {
          label: say('joining.mail.approved.action', facts),
          url: `${publicUrl}/app/${slug}`,
        },
      }),
      footnote: say('joining.mail.answer', facts),
    })
    await queueMail(inside, { to: email, locale, ...mail })
  })
}

const isFirst = ({ db, dialect, now }: Ctx, jobId: string) => claimOnce(db, dialect, jobId, now())

const requestOf = ({ db }: Ctx, id: string) =>
  db.selectFrom('joinRequests').selectAll().where('id', '=', id).executeTakeFirst()
