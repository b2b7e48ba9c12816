/** What can be done with one message. */
import {
  IconArrowBackUp,
  IconCopy,
  IconFlag,
  IconHistory,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import {
  type Conversation,
  listConversations,
  readConversation,
} from '../conversations/contract.ts'
import { deleteMessage, type Message } from '../messages/contract.ts'
import { mayStillEdit } from '../messages/rules.ts'
import { messagingTexts } from '../texts.tsx'

const ReportDialog = later(() => import('./ReportDialog.tsx').then((it) => it.ReportDialog))
const Versions = later(() => import('./Versions.tsx').then((it) => it.Versions))

/** By this device's clock; the server's has the last word. */
const isFresh = (postedAt: string) => mayStillEdit(new Date(postedAt), new Date())

type MessageMenuProps = {
  message: Message
  isMine: boolean
  name: string
  head: Conversation
  onAnswer(message: Message): void
  onEdit(message: Message): void
}

export function MessageMenu({ message, isMine, name, head, onAnswer, onEdit }: MessageMenuProps) {
  const text = useText(messagingTexts)
  const [shown, show] = useState<'report' | 'versions'>()
  const remove = useAction(deleteMessage, { refreshes: [listConversations, readConversation] })
  const { id: messageId, state, body, editedAt, postedAt } = message
  const erase = async () => {
    const words = { title: text('messaging.delete-ask'), text: text('messaging.delete-text') }
    if (await ask({ ...words, confirm: text('messaging.delete'), danger: true }))
      await remove.run({ messageId })
  }
  const mayEdit = isMine && head.mayWrite && state === 'shown' && isFresh(postedAt)
  const items: MenuItem[] = [
    ...(head.mayWrite
      ? [
          {
            text: text('messaging.reply'),
            icon: IconArrowBackUp,
            onChoose: () => onAnswer(message),
          },
        ]
      : []),
    ...(mayEdit
      ? [{ text: text('messaging.edit'), icon: IconPencil, onChoose: () => onEdit(message) }]
      : []),
    ...(body
      ? [
          {
            text: text('messaging.copy'),
            icon: IconCopy,
            onChoose: () => navigator.clipboard.writeText(body),
          },
        ]
      : []),
    ...(editedAt
      ? [
          {
            text: text('messaging.versions'),
            icon: IconHistory,
            onChoose: () => show('versions'),
          },
        ]
      : []),
    ...(isMine && !head.hasLeft
      ? [{ text: text('messaging.delete'), icon: IconTrash, danger: true, onChoose: erase }]
      : []),
    ...(!isMine && state === 'shown'
      ? [{ text: text('messaging.report'), icon: IconFlag, onChoose: () => show('report') }]
      : []),
  ]
  const close = () => show(undefined)
  if (items.length === 0) return null
  return (
    <>
      <Menu label={text('messaging.actions', { name })} items={items} />
      {shown === 'report' && <ReportDialog messageId={messageId} onClose={close} />}
      {shown === 'versions' && <Versions messageId={messageId} onClose={close} />}
    </>
  )
}
