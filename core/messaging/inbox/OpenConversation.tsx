/** The open conversation: whose it is, what can be done with it, and what was said. */
import {
  IconArchive,
  IconArrowLeft,
  IconBell,
  IconBellOff,
  IconExternalLink,
  IconMailOpened,
  IconPin,
  IconPinnedOff,
  IconUsers,
} from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { Link, useGo } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { IconButton } from '#web/ui/Button.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { useBlocking } from '../blocks/useBlocking.tsx'
import {
  changeStanding,
  type Conversation,
  countUnread,
  listConversations,
  readConversation,
} from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { Thread } from '../thread/Thread.tsx'

const Details = later(() => import('./Details.tsx').then((it) => it.Details))

type OpenProps = { conversationId: string; at: number | undefined }

export function OpenConversation({ conversationId, at }: OpenProps) {
  const head = useRead(readConversation, { conversationId })
  const [present, see] = useState<readonly string[]>([])
  return (
    <>
      <Head key={head.id} head={head} present={present} />
      <Suspense>
        <Thread conversationId={conversationId} at={at} onPresent={see} />
      </Suspense>
    </>
  )
}

function Head({ head, present }: { head: Conversation; present: readonly string[] }) {
  const text = useText(messagingTexts)
  const [isOpen, open] = useState(false)
  const title = head.title ?? text('messaging.erased')
  const others = head.people.filter((it) => it.memberId && !it.isMe)
  const here = others.filter((it) => present.includes(it.memberId!)).length
  const hint =
    head.kind === 'direct'
      ? here > 0
        ? text('messaging.online')
        : others[0]?.standing === 'former' && text('messaging.former')
      : [
          text('messaging.people', { count: head.peopleCount }),
          here > 0 && text('messaging.online-count', { count: here }),
        ]
          .filter(Boolean)
          .join(' · ')
  return (
    <header className="inbox-head">
      <Link to="/messages" className="icon-button inbox-back" aria-label={text('messaging.back')}>
        <IconArrowLeft size={20} stroke={1.7} />
      </Link>
      <Avatar name={title} of={head.withId} />
      <div className="inbox-who">
        <h2>{title}</h2>
        {hint && (
          <p className="hint" data-here={here > 0 || undefined}>
            {hint}
          </p>
        )}
      </div>
      {head.about?.path && (
        <Link
          to={head.about.path as `/${string}`}
          className="icon-button"
          aria-label={text('messaging.open-thing')}
        >
          <IconExternalLink size={20} stroke={1.7} />
        </Link>
      )}
      {head.kind !== 'direct' && (
        <IconButton label={text('messaging.details')} icon={IconUsers} onClick={() => open(true)} />
      )}
      <Options head={head} />
      {isOpen && <Details head={head} onClose={() => open(false)} />}
    </header>
  )
}

/** What one keeps of it for oneself. */
function Options({ head }: { head: Conversation }) {
  const text = useText(messagingTexts)
  const go = useGo()
  const { id: conversationId, isPinned, isMuted, isArchived } = head
  const change = useAction(changeStanding, {
    refreshes: [listConversations, readConversation, countUnread],
  })
  const blocking = useBlocking(head)
  const problem = useProblemText(change.problem ?? blocking.problem)
  const set = (it: object) => change.run({ conversationId, ...it })
  const items: MenuItem[] = [
    isPinned
      ? {
          text: text('messaging.unpin'),
          icon: IconPinnedOff,
          onChoose: () => set({ pinned: false }),
        }
      : { text: text('messaging.pin'), icon: IconPin, onChoose: () => set({ pinned: true }) },
    ...(isMuted
      ? [{ text: text('messaging.unmute'), icon: IconBell, onChoose: () => set({ muted: 'no' }) }]
      : [
          {
            text: text('messaging.mute-day'),
            icon: IconBellOff,
            onChoose: () => set({ muted: 'day' }),
          },
          {
            text: text('messaging.mute'),
            icon: IconBellOff,
            onChoose: () => set({ muted: 'always' }),
          },
        ]),
    {
      text: text('messaging.mark-unread'),
      icon: IconMailOpened,
      onChoose: async () => {
        await go('/messages')
        await set({ unread: true })
      },
    },
    isArchived
      ? {
          text: text('messaging.unarchive'),
          icon: IconArchive,
          onChoose: () => set({ archived: false }),
        }
      : {
          text: text('messaging.archive'),
          icon: IconArchive,
          onChoose: async () => {
            await set({ archived: true })
            await go('/messages')
          },
        },
    ...blocking.items,
  ]
  return (
    <>
      <Menu label={text('messaging.options')} items={items} />
      {problem && <Notice tone="error">{problem}</Notice>}
    </>
  )
}
