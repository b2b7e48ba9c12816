/** Who hears of a transfer by mail: the one who has to answer, then the one who waited for the answer. */
import { installation } from '#core/identity/contract.ts'
import { queueMail } from '#core/mail/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { TransferFacts } from './contract.ts'
import { type Occasion, transferMail } from './emails.ts'

type Side = 'payerId' | 'receiverId'
const otherSide = { payerId: 'receiverId', receiverId: 'payerId' } as const
const initiatorOf = ({ kind }: TransferFacts): Side =>
  kind === 'payment' ? 'payerId' : 'receiverId'

export const tellOfProposal = (ctx: OpenContext, facts: TransferFacts) =>
  tell(ctx, facts, 'receiverId', 'proposed')
export const tellOfRequest = (ctx: OpenContext, facts: TransferFacts) =>
  tell(ctx, facts, 'payerId', 'requested')
export const tellOfCompletion = (ctx: OpenContext, facts: TransferFacts) =>
  tell(ctx, facts, initiatorOf(facts), 'completed')
export const tellOfRejection = (ctx: OpenContext, facts: TransferFacts) =>
  tell(ctx, facts, initiatorOf(facts), 'rejected')

async function tell(open: OpenContext, facts: TransferFacts, side: Side, occasion: Occasion) {
  const { publicUrl } = open.client(installation)
  await open.transact(async (ctx: Context) => {
    const reader = await memberOf(ctx, facts[side]!)
    const other = await memberOf(ctx, facts[otherSide[side]]!)
    if (!reader?.active) return
    const { name: school, slug, locale } = ctx.workspace
    const { units, reason } = facts
    const url = `${publicUrl}/app/${slug}/exchange`
    const news = { name: other?.name ?? school, units, reason, school, url }
    await queueMail(ctx, { to: reader.email, locale, ...transferMail(locale, occasion, news) })
  })
}
