import { on, outside, when } from '#kernel/module.ts'
import { tellOfMessage } from '../notices.ts'
import { present, type Ctx } from '../conversations/participants.ts'
import { linkAttachment } from './attachments.ts'
import { deleteMessage, editMessage } from './changing.ts'
import * as contract from './contract.ts'
import { postMessage, tellInboxes } from './posting.ts'
import { listMessages, listVersions } from './reading.ts'
import { searchMessages } from './search.ts'

export const routes = [
  on(contract.searchMessages, searchMessages),
  on(contract.listMessages, listMessages),
  on(contract.postMessage, postMessage),
  on(contract.editMessage, editMessage),
  on(contract.deleteMessage, deleteMessage),
  on(contract.listVersions, listVersions),
  outside(contract.linkAttachment, linkAttachment),
]

export const jobs = [
  when('messaging/tell-of-message', contract.messagePosted, tellOfMessage),
  when(
    'messaging/tell-inboxes',
    contract.conversationStirred,
    async (ctx: Ctx, { conversationId }) =>
      tellInboxes(ctx, conversationId, await present(ctx, conversationId, 100_000)),
  ),
]
