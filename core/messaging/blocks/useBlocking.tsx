/** The line in a conversation's menu, and the way back where one would write. */
import { IconBan } from '@tabler/icons-react'
import { useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import type { MenuItem } from '#web/ui/Menu.tsx'
import {
  type Conversation,
  listConversations,
  readConversation,
} from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { blockDirect } from './contract.ts'

export function useBlocking(head: Conversation) {
  const text = useText(messagingTexts)
  const { id: conversationId, kind, withId, reach } = head
  const name = head.title ?? ''
  const action = useAction(blockDirect, {
    refreshes: [readConversation, listConversations],
    done: ({ reach: now }) =>
      text(now === 'shut' ? 'messaging.blocked-done' : 'messaging.unblocked-done', { name }),
  })
  const block = async () => {
    const words = {
      title: text('messaging.block-ask', { name }),
      text: text('messaging.block-text', { name }),
    }
    if (await ask({ ...words, confirm: text('messaging.block'), danger: true }))
      await action.run({ conversationId, isBlocked: true })
  }
  const unblock = () => action.run({ conversationId, isBlocked: false })
  const isShut = reach === 'shut'
  const items: MenuItem[] =
    kind === 'direct' && withId
      ? [
          {
            text: text(isShut ? 'messaging.unblock' : 'messaging.block'),
            icon: IconBan,
            danger: !isShut,
            onChoose: isShut ? unblock : block,
          },
        ]
      : []
  return { items, unblock, pending: action.pending, problem: action.problem }
}
