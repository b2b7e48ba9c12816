/** Who hears of a transfer: the one who has to answer, then the one who waited for the answer. */
import { notify } from '#core/notifications/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import type { Context } from '#kernel/module.ts'
import type { TransferFacts } from './contract.ts'
import {
  transferCompleted,
  transferProposed,
  transferRefused,
  transferRequested,
} from './notices.ts'

type Side = 'payerId' | 'receiverId'
const otherSide = { payerId: 'receiverId', receiverId: 'payerId' } as const
const initiatorOf = ({ kind }: TransferFacts): Side =>
  kind === 'payment' ? 'payerId' : 'receiverId'

export const tellOfProposal = (ctx: Context, facts: TransferFacts) =>
  tell(ctx, facts, 'receiverId', transferProposed)
export const tellOfRequest = (ctx: Context, facts: TransferFacts) =>
  tell(ctx, facts, 'payerId', transferRequested)
export const tellOfCompletion = (ctx: Context, facts: TransferFacts) =>
  tell(ctx, facts, initiatorOf(facts), transferCompleted)
export const tellOfRejection = (ctx: Context, facts: TransferFacts) =>
  tell(ctx, facts, initiatorOf(facts), transferRefused)

async function tell(
  ctx: Context,
  { transferId, units, reason, ...sides }: TransferFacts,
  side: Side,
  notice: typeof transferProposed,
) {
  const otherId = sides[otherSide[side]]
  const other = otherId ? await memberOf(ctx, otherId) : undefined
  await notify(ctx, {
    notice,
    to: [sides[side]],
    except: otherId,
    key: transferId,
    about: `transfer/${transferId}`,
    facts: {
      name: other?.name ?? ctx.workspace.name,
      units: { say: 'exchange.units', count: units },
      quote: reason,
    },
    path: `/exchange/transfers/${transferId}`,
  })
}
