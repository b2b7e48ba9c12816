/** The mails of accounts, each a job: it looks the account up, makes the link, writes the letter. */
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById, accountOf } from './accounts.ts'
import { mailsPerAddress, takeAttempt } from './attempts.ts'
import { installation } from './contract.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'
import { issueToken, type Purpose } from './one-time-tokens.ts'
import type { AccountRow, IdentityTables } from './tables.ts'

type Registry = Context<IdentityTables>
const words = wordsOf<typeof fr>({ fr, nl, en })

export function mailVerification(ctx: OpenContext, { accountId }: { accountId: string }) {
  const { publicUrl } = ctx.client(installation)
  return ctx.registry(async (registry: Registry) => {
    const account = await accountById(registry.db, accountId)
    if (!account?.active || account.verifiedAt || (await isFlooded(registry, 'verify', account)))
      return
    const token = await issueToken(registry.db, account.id, 'verify', registry.now())
    await send(registry, account, verificationLetter(account, `${publicUrl}/verify?token=${token}`))
  })
}

export function mailReset(ctx: OpenContext, { email }: { email: string }) {
  const { publicUrl } = ctx.client(installation)
  return ctx.registry(async (registry: Registry) => {
    const account = await accountOf(registry.db, email)
    if (!account?.active || (await isFlooded(registry, 'reset', account))) return
    const token = await issueToken(registry.db, account.id, 'reset', registry.now())
    await send(
      registry,
      account,
      resetLetter(account, `${publicUrl}/password/reset?token=${token}`),
    )
  })
}

export function mailKnownAddress(ctx: OpenContext, { email }: { email: string }) {
  const { publicUrl } = ctx.client(installation)
  return ctx.registry(async (registry: Registry) => {
    const account = await accountOf(registry.db, email)
    if (!account?.active || (await isFlooded(registry, 'known', account))) return
    await send(registry, account, knownAddressLetter(account, `${publicUrl}/login`))
  })
}

export function mailPasswordChanged(ctx: OpenContext, { accountId }: { accountId: string }) {
  const { publicUrl } = ctx.client(installation)
  return ctx.registry(async (registry: Registry) => {
    const account = await accountById(registry.db, accountId)
    if (!account?.active) return
    await send(registry, account, passwordChangedLetter(account, `${publicUrl}/password/forgot`))
  })
}

/** Nobody fills somebody else's mailbox through us. */
const isFlooded = async (ctx: Registry, what: Purpose | 'known', { email }: AccountRow) =>
  (await takeAttempt(ctx, `mail ${what} ${email}`, mailsPerAddress)) > 0

const send = (
  ctx: Registry,
  { typedEmail: to, locale }: AccountRow,
  written: ReturnType<typeof letter>,
) => queueMail(ctx, { to, locale, ...written })

type Addressee = Pick<AccountRow, 'name' | 'locale'>

export function verificationLetter({ name, locale }: Addressee, url: string) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('identity.mail.verify.subject'),
    paragraphs: [say('identity.mail.hello', { name }), say('identity.mail.verify.why')],
    action: { label: say('identity.mail.verify.action'), url },
    footnote: say('identity.mail.verify.ignore'),
  })
}

export function resetLetter({ name, locale }: Addressee, url: string) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('identity.mail.reset.subject'),
    paragraphs: [say('identity.mail.hello', { name }), say('identity.mail.reset.why')],
    action: { label: say('identity.mail.reset.action'), url },
    footnote: say('identity.mail.reset.ignore'),
  })
}

export function knownAddressLetter({ name, locale }: Addressee, url: string) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('identity.mail.known.subject'),
    paragraphs: [say('identity.mail.hello', { name }), say('identity.mail.known.why')],
    action: { label: say('identity.mail.known.action'), url },
    footnote: say('identity.mail.known.ignore'),
  })
}

export function passwordChangedLetter({ name, locale }: Addressee, url: string) {
  const say = words(locale)
  return letter({
    locale,
    subject: say('identity.mail.changed.subject'),
    paragraphs: [say('identity.mail.hello', { name }), say('identity.mail.changed.why')],
    action: { label: say('identity.mail.changed.action'), url },
    footnote: say('identity.mail.changed.ignore'),
  })
}
