/** Who manages the workspace is told that its domain no longer proves itself, and again when it stopped leading here. */
import { localesOf } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { claimOnce } from '#kernel/jobs/outbox.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { ladder } from '../rules.ts'
import type { WorkspaceTables } from '../tables.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

type Missed = { workspaceId: string; domain: string; isLapsed: boolean }
const words = wordsOf<typeof fr>({ fr, nl, en })

export async function mailMissing(ctx: OpenContext, about: Missed, { jobId }: JobRun) {
  const { workspaceId, domain, isLapsed } = about
  const { publicUrl } = ctx.client(installation)
  const managers = await ctx
    .inWorkspace(workspaceId, ({ db }: Context<WorkspaceTables>) =>
      db
        .selectFrom('members')
        .select(['accountId', 'name', 'email'])
        .where('active', '=', true)
        .where('roleRank', '>=', ladder.indexOf('admin'))
        .execute(),
    )
    .catch((error: unknown) => {
      if (NotFound.is(error)) return [] // deleted since
      throw error
    })
  if (managers.length === 0) return
  const locales = await ctx.registry(({ db }) =>
    localesOf(
      db,
      managers.map((it) => it.accountId),
    ),
  )
  await ctx.inWorkspace(workspaceId, async (inside: Context<WorkspaceTables>) => {
    if (!(await claimOnce(inside.db, inside.dialect, jobId, inside.now()))) return
    const { name: workspace, slug } = inside.workspace
    for (const { accountId, name, email } of managers) {
      const locale = locales.get(accountId)
      if (!locale) continue
      const say = words(locale)
      const facts = { name, workspace, domain }
      const mail = letter({
        locale,
        house: inside.workspace,
        subject: say(isLapsed ? 'domain.mail.lapsed.subject' : 'domain.mail.missed.subject', facts),
        paragraphs: [
          say('domain.mail.hello', facts),
          say(isLapsed ? 'domain.mail.lapsed.why' : 'domain.mail.missed.why', facts),
        ],
        action: {
          label: say('domain.mail.action'),
          url: `${publicUrl}/app/${slug}/settings/domain`,
        },
        footnote: say('domain.mail.because', facts),
      })
      await queueMail(inside, { to: email, locale, ...mail })
    }
  })
}
