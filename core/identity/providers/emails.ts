/** The owner is told when another provider opens the account, or no longer does. */
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from '../accounts.ts'
import { installation } from '../contract.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })
type Change = { change: 'linked' | 'unlinked'; label: string }

export function mailIdentityChanged(
  ctx: OpenContext,
  { accountId, ...what }: Change & { accountId: string },
) {
  const url = `${ctx.client(installation).publicUrl}/account/security`
  return ctx.registry(async (registry: Context<IdentityTables>) => {
    const account = await accountById(registry.db, accountId)
    if (!account?.active) return
    const { typedEmail: to, locale } = account
    await queueMail(registry, { to, locale, ...identityChangedLetter(account, what, url) })
  })
}

export function identityChangedLetter(
  { name, locale }: Pick<AccountRow, 'name' | 'locale'>,
  { change, label: provider }: Change,
  url: string,
) {
  const say = words(locale)
  const isLinked = change === 'linked'
  return letter({
    locale,
    subject: say(isLinked ? 'providers.mail.linked.subject' : 'providers.mail.unlinked.subject', {
      provider,
    }),
    paragraphs: [
      say('providers.mail.hello', { name }),
      say(isLinked ? 'providers.mail.linked.why' : 'providers.mail.unlinked.why', { provider }),
    ],
    action: { label: say('providers.mail.action'), url },
    footnote: say('providers.mail.not-you'),
  })
}
