/** A server says that nobody reads an address: its owner is told where they still look. */
import { accountOf } from '#core/identity/api.ts'
import { membershipsOf, memberOfAccount } from '#core/workspaces/api.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { notify } from './notify.ts'
import { addressFails } from './contract.ts'

export async function tellOfRefusal(
  open: OpenContext,
  { address }: { address: string },
  { jobId }: JobRun,
): Promise<void> {
  const found = await open.registry(async ({ db }: Context) => {
    const account = await accountOf(db, address)
    return account && { id: account.id, places: await membershipsOf(db, account.id) }
  })
  for (const { id: workspaceId, state } of found?.places ?? []) {
    if (state !== 'active') continue
    await open.inWorkspace(workspaceId, async (ctx) => {
      const member = await memberOfAccount(ctx, found!.id)
      await notify(ctx, {
        notice: addressFails,
        to: [member?.id ?? null],
        key: jobId,
        facts: { address },
        path: '/notifications/preferences',
      })
    })
  }
}
