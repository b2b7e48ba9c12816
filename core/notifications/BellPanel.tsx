/** The last unread notices, under the bell. */
import { IconChecks } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { listNotices } from './contract.ts'
import { NoticeLines } from './NoticeLines.tsx'
import { noticesTexts } from './texts.tsx'

const SHOWN = 5

export function BellPanel({ onGo }: { onGo(): void }) {
  const text = useText(noticesTexts)
  const [locale] = useLocale()
  const { items } = useRead(listNotices, { view: 'unread', locale, limit: SHOWN })
  return (
    <>
      {items.length === 0 ? (
        <EmptyState icon={IconChecks} title={text('notices.none-unread')}>
          {text('notices.none-unread-hint')}
        </EmptyState>
      ) : (
        <NoticeLines label={text('notices.unread')} notices={items} onGo={onGo} isShort />
      )}
      <Link to="/notifications" className="menu-link bell-all" onClick={onGo}>
        {text('notices.see-all')}
      </Link>
    </>
  )
}
