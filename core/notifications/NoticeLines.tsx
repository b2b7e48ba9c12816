/** Notices as lines: what happened, when, and the way to it. Going there is reading it. */
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconArchive,
  IconArrowBackUp,
  IconCheck,
  IconCircleCheck,
  IconCoins,
  IconInfoCircle,
  IconMail,
  IconMailOpened,
  IconMessageCircle,
  IconPackage,
  IconSettings,
  IconStethoscope,
} from '@tabler/icons-react'
import { useAction } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import type { Icon } from '#web/pages.tsx'
import { usePicture } from '#web/pictures.tsx'
import { useText } from '#web/text.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import { Tag } from '#web/ui/Status.tsx'
import {
  archiveNotice,
  type NoticeShown,
  readNotice,
  restoreNotice,
  unreadNotice,
} from './contract.ts'
import { noticeReadings as refreshes } from './readings.tsx'
import { noticesTexts } from './texts.tsx'
import './notices.css'

const marks: Record<NoticeShown['type'], Icon> = {
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  error: IconAlertCircle,
  payment: IconCoins,
  order: IconPackage,
  message: IconMessageCircle,
  system: IconSettings,
  consultation: IconStethoscope,
}

type Lines = {
  label: string
  notices: readonly NoticeShown[]
  onGo?: () => void
  /** Under the bell: without what can be done besides going there. */
  isShort?: boolean
}

export function NoticeLines({ label, notices, onGo, isShort = false }: Lines) {
  return (
    <ul className="notices" aria-label={label}>
      {notices.map((it) => (
        <NoticeLine key={it.id} of={it} onGo={onGo} isShort={isShort} />
      ))}
    </ul>
  )
}

type Line = { of: NoticeShown; onGo: (() => void) | undefined; isShort: boolean }

function NoticeLine({ of: it, onGo, isShort }: Line) {
  const text = useText(noticesTexts)
  const format = useFormat()
  const read = useAction(readNotice, { refreshes })
  const picture = usePicture(it.writerId)
  const noticeId = it.id
  const Mark = marks[it.type]
  const isUnread = it.state === 'unread'
  const go = () => {
    if (isUnread) void read.run({ noticeId })
    onGo?.()
  }
  return (
    <li className="notice-line" data-unread={isUnread || undefined} data-type={it.type}>
      <span className="notice-mark" aria-hidden="true">
        {picture ? <img src={picture} alt="" /> : <Mark size={19} stroke={1.7} />}
      </span>
      <div className="notice-words">
        <Link to={it.path as `/${string}`} className="notice-title" onClick={go}>
          {isUnread && <span className="unseen">{text('notices.is-unread')} : </span>}
          {it.title}
        </Link>
        {it.body && <p className="notice-body">{it.body}</p>}
        <p className="notice-when">
          {format.relative(it.createdAt)}
          {it.priority === 'urgent' && <Tag>{text('notices.urgent')}</Tag>}
          {it.priority === 'high' && <Tag>{text('notices.high')}</Tag>}
        </p>
      </div>
      {!isShort && <Moves of={it} />}
    </li>
  )
}

function Moves({ of: { id: noticeId, state, title } }: { of: NoticeShown }) {
  const text = useText(noticesTexts)
  const read = useAction(readNotice, { refreshes })
  const unread = useAction(unreadNotice, { refreshes })
  const archive = useAction(archiveNotice, { refreshes })
  const restore = useAction(restoreNotice, { refreshes })
  const items: Record<NoticeShown['state'], MenuItem[]> = {
    unread: [
      {
        text: text('notices.read'),
        icon: IconCheck,
        onChoose: () => read.run({ noticeId }),
      },
      {
        text: text('notices.archive'),
        icon: IconArchive,
        onChoose: () => archive.run({ noticeId }),
      },
    ],
    read: [
      {
        text: text('notices.unread-again'),
        icon: IconMail,
        onChoose: () => unread.run({ noticeId }),
      },
      {
        text: text('notices.archive'),
        icon: IconArchive,
        onChoose: () => archive.run({ noticeId }),
      },
    ],
    archived: [
      {
        text: text('notices.restore'),
        icon: IconArrowBackUp,
        onChoose: () => restore.run({ noticeId }),
      },
    ],
  }
  return <Menu label={text('notices.moves', { title })} items={items[state]} />
}

export const noneIcons = { unread: IconMailOpened, all: IconMail, archived: IconArchive } as const
