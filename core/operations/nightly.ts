import type { OpenContext } from '#kernel/module.ts'
import { archivist } from './contract.ts'

/** Nothing happens where no folder for backups is configured. */
export async function backUp(ctx: OpenContext): Promise<void> {
  await ctx.client(archivist).nightly?.()
}
