import { accountOf, allowSignup, digest, hmac, keyFor } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { letter, queueMail, wordsOf } from '#core/mail/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { INVITATION_DAYS } from './contract.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'
import type { WorkspaceTables } from './tables.ts'

const words = wordsOf<typeof fr>({ fr, nl, en })

/** The token is derived from the invitation: written again after a crash, the mail holds the same link. */
export async function mailInvitation(
  ctx: OpenContext,
  { invitationId }: { invitationId: string },
): Promise<void> {
  const { publicUrl, secrets } = ctx.client(installation)
  const { slug, locale: houseLocale } = ctx.workspace
  const row = await ctx.transact(({ db }: Context<WorkspaceTables>) =>
    db
      .selectFrom('invitations')
      .innerJoin('members', 'members.id', 'invitations.invitedBy')
      .select(['invitations.email', 'typedEmail', 'expiresAt', 'members.name as inviter'])
      .where('invitations.id', '=', invitationId)
      .executeTakeFirst(),
  )
  if (!row) return // withdrawn since
  const known = await ctx.registry(async (registry) => {
    await allowSignup(registry, row.email, row.expiresAt)
    return accountOf(registry.db, row.email)
  })
  const locale = known?.locale ?? houseLocale
  const token = hmac(keyFor('mailed', secrets[0]!), `invitation ${invitationId}`)
  const url = `${publicUrl}/invitations/${slug}?token=${token}`
  const mail = invitationLetter({ locale, house: ctx.workspace, inviter: row.inviter, url })

  await ctx.transact(async (inside: Context<WorkspaceTables>) => {
    await inside.db
      .updateTable('invitations')
      .set({ digest: digest(token) })
      .where('id', '=', invitationId)
      .execute()
    await queueMail(inside, { to: row.typedEmail, locale, ...mail })
  })
}

type InvitationFacts = {
  locale: string
  house: { name: string; colour?: string | null }
  inviter: string
  url: string
}

export function invitationLetter({ locale, house, inviter, url }: InvitationFacts) {
  const { name: workspace } = house
  const say = words(locale)
  return letter({
    locale,
    house,
    subject: say('workspaces.mail.invitation.subject', { inviter, workspace }),
    paragraphs: [
      say('workspaces.mail.invitation.why', { inviter, workspace }),
      say('workspaces.mail.invitation.how', { days: INVITATION_DAYS }),
    ],
    action: { label: say('workspaces.mail.invitation.action', { workspace }), url },
    footnote: say('workspaces.mail.invitation.ignore', { inviter }),
  })
}
