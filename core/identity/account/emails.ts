/** The mails of the account area, each a job that looks up what is still true. */
import { letter, queueMail } from '#core/mail/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { accountById, accountOf } from '../accounts.ts'
import { mailsPerAddress, takeAttempt } from '../attempts.ts'
import { installation } from '../contract.ts'
import { linkToken } from '../moving/links.ts'
import type { IdentityTables } from '../tables.ts'
import { addressLetter, knownLetter, tokenLetter } from './letters.ts'

type Registry = Context<IdentityTables>
type Letter = ReturnType<typeof letter>

/** Both mailboxes are asked; a new address that has an account already is told so instead, and learns nothing else. */
export function mailAddressChange(ctx: OpenContext, { changeId }: { changeId: string }) {
  const { publicUrl, secrets } = ctx.client(installation)
  return ctx.registry(async (registry: Registry) => {
    const { db } = registry
    const change = await db
      .selectFrom('addressChanges')
      .selectAll()
      .where('id', '=', changeId)
      .executeTakeFirst()
    const account = change && (await accountById(db, change.accountId))
    if (!change || !account?.active) return // cancelled since
    const { locale } = account
    const urlOf = (side: 'old' | 'new') =>
      `${publicUrl}/address?token=${linkToken(changeId, side, secrets[0]!)}`
    const facts = { name: account.name, locale, to: change.typedEmail }

    const send = (to: string, written: Letter) => queueMail(registry, { to, locale, ...written })
    await send(account.typedEmail, addressLetter({ ...facts, side: 'old', url: urlOf('old') }))
    if ((await takeAttempt(registry, `mail address ${change.email}`, mailsPerAddress)) > 0) return
    const owner = await accountOf(db, change.email)
    const { typedEmail } = change
    if (!owner) return send(typedEmail, addressLetter({ ...facts, side: 'new', url: urlOf('new') }))
    const known = knownLetter({ ...owner, url: `${publicUrl}/login` })
    await queueMail(registry, { to: owner.typedEmail, locale: owner.locale, ...known })
  })
}

export function mailTokenCreated(
  ctx: OpenContext,
  { accountId, name: token }: { accountId: string; name: string },
) {
  const { publicUrl } = ctx.client(installation)
  return ctx.registry(async (registry: Registry) => {
    const account = await accountById(registry.db, accountId)
    if (!account?.active) return
    const { typedEmail: to, locale } = account
    const written = tokenLetter({ ...account, token, url: `${publicUrl}/account/tokens` })
    await queueMail(registry, { to, locale, ...written })
  })
}
