/** What hangs on messages: used once, seen by who reads the message, gone with its words. */
import { linkTo, releaseFile, useFile } from '#core/files/api.ts'
import { NotFound } from '#kernel/contract.ts'
import type { OpenContext } from '#kernel/module.ts'
import type { Ctx } from '../conversations/participants.ts'
import type { MessageFile } from './contract.ts'
import { ownMessage } from './reading.ts'

export const PURPOSE = 'messaging.attachment'

export async function attach(
  ctx: Ctx,
  messageId: string,
  fileIds: readonly string[],
): Promise<void> {
  const usedBy = `message ${messageId}`
  for (const [position, fileId] of [...new Set(fileIds)].entries()) {
    const { name, kind, type, bytes } = await useFile(ctx, fileId, { purpose: PURPOSE, usedBy })
    const row = { messageId, fileId, position, name, kind, type, bytes }
    await ctx.db.insertInto('messageFiles').values(row).execute()
  }
}

export async function detach(ctx: Ctx, messageId: string): Promise<void> {
  const files = await filesOf(ctx, [messageId])
  await ctx.db.deleteFrom('messageFiles').where('messageId', '=', messageId).execute()
  for (const { id } of files.get(messageId) ?? []) await releaseFile(ctx, id)
}

export async function filesOf(
  { db }: Ctx,
  messageIds: readonly string[],
): Promise<Map<string, MessageFile[]>> {
  const found = new Map<string, MessageFile[]>()
  if (messageIds.length === 0) return found
  const rows = await db
    .selectFrom('messageFiles')
    .selectAll()
    .where('messageId', 'in', messageIds)
    .orderBy('position')
    .execute()
  for (const { messageId, fileId: id, name, kind, type, bytes } of rows)
    found.set(messageId, [...(found.get(messageId) ?? []), { id, name, kind, type, bytes }])
  return found
}

type Asked = {
  messageId: string
  fileId: string
  variant: 'original' | 'small' | 'medium' | 'large'
}

export async function linkAttachment(ctx: OpenContext, { messageId, fileId, variant }: Asked) {
  await ctx.transact(async (inside: Ctx) => {
    const { message } = await ownMessage(inside, messageId)
    const files = await filesOf(inside, [message.id])
    if (!files.get(message.id)?.some((it) => it.id === fileId)) throw NotFound()
  })
  return linkTo(ctx, fileId, variant)
}
