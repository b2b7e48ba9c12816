/** The owner is told of everything that opens or closes a way into the account, and gets the code that proves them. */
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById } from '../accounts.ts'
import { installation } from '../contract.ts'
import type { AccountRow, IdentityTables } from '../tables.ts'
import type { FactorChange } from './contract.ts'
import { mailedCode } from './mailed-codes.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })
type Change = { accountId: string; change: FactorChange; name: string }

export function mailFactorChanged(ctx: OpenContext, { accountId, ...what }: Change) {
  const { publicUrl } = ctx.client(installation)
  return ctx.registry(async (registry: Context<IdentityTables>) => {
    const account = await accountById(registry.db, accountId)
    if (!account?.active) return
    const { typedEmail: to, locale } = account
    const written = factorChangedLetter(account, what, `${publicUrl}/account/security`)
    await queueMail(registry, { to, locale, ...written })
  })
}

/** Written again after a crash, it holds the code of that moment. */
export function mailProofCode(
  ctx: OpenContext,
  { accountId, sessionId }: { accountId: string; sessionId: string },
) {
  const { secrets } = ctx.client(installation)
  return ctx.registry(async (registry: Context<IdentityTables>) => {
    const account = await accountById(registry.db, accountId)
    if (!account?.active) return
    const { typedEmail: to, locale } = account
    const code = mailedCode(sessionId, registry.now(), secrets[0]!)
    await queueMail(registry, { to, locale, ...proofCodeLetter(account, code) })
  })
}

export function proofCodeLetter(
  { name, locale }: Pick<AccountRow, 'name' | 'locale'>,
  code: string,
) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('factors.mail.code.subject'),
    paragraphs: [say('factors.mail.hello', { name }), say('factors.mail.code.why', { code })],
    footnote: say('factors.mail.code.ignore'),
  })
}

export function factorChangedLetter(
  { name, locale }: Pick<AccountRow, 'name' | 'locale'>,
  { change, name: key }: Omit<Change, 'accountId'>,
  url: string,
) {
  const say = words(locale)
  const { subject, why } = {
    'app-on': {
      subject: say('factors.mail.app-on.subject'),
      why: say('factors.mail.app-on.why'),
    },
    'app-off': {
      subject: say('factors.mail.app-off.subject'),
      why: say('factors.mail.app-off.why'),
    },
    'codes-renewed': {
      subject: say('factors.mail.codes-renewed.subject'),
      why: say('factors.mail.codes-renewed.why'),
    },
    'code-used': {
      subject: say('factors.mail.code-used.subject'),
      why: say('factors.mail.code-used.why'),
    },
    'passkey-added': {
      subject: say('factors.mail.passkey-added.subject'),
      why: say('factors.mail.passkey-added.why', { key }),
    },
    'passkey-removed': {
      subject: say('factors.mail.passkey-removed.subject'),
      why: say('factors.mail.passkey-removed.why', { key }),
    },
    rescued: {
      subject: say('factors.mail.app-off.subject'),
      why: say('factors.mail.rescued.why'),
    },
  }[change]
  return letter({
    locale,
    subject,
    paragraphs: [say('factors.mail.hello', { name }), why],
    action: { label: say('factors.mail.action'), url },
    footnote: say('factors.mail.not-you'),
  })
}
