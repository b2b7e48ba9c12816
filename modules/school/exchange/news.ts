/** Told live to both sides of a transfer, on whatever device they look at it. */
import type { Context } from '#kernel/module.ts'
import { type TransferState, transferChanged } from './contract.ts'

type Sides = { id: string; payerId?: string | null; receiverId?: string | null }

/** Whose screens show this transfer hears that it is in this state now; the community listens to nothing. */
export function tellSides(
  ctx: Pick<Context, 'publish'>,
  { id: transferId, payerId, receiverId }: Sides,
  state: TransferState,
): void {
  for (const side of [payerId, receiverId])
    if (side) ctx.publish(transferChanged, { transferId, state }, side)
}
