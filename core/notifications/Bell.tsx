/** How much is unread, in the head of every page; at once in every tab. Pressed, it shows what. */
import { IconBell } from '@tabler/icons-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { later } from '#web/later.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { countNotices, noticesChanged } from './contract.ts'
import { frameTexts } from './frame/texts.tsx'
import { noticeReadings } from './readings.tsx'
import './bell.css'

const BellPanel = later(() => import('./BellPanel.tsx').then((it) => it.BellPanel))
/** What stands in the little disc. */
const MOST = 99

export function Bell() {
  const text = useText(frameTexts)
  const format = useFormat()
  useLive(noticesChanged, { refreshes: noticeReadings })
  const { unread: count } = useRead(countNotices)
  const [isOpen, open] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => open(false)
  useEffect(() => {
    if (!isOpen) return
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) open(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [isOpen])

  return (
    <div
      className="menu bell"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        close()
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-label={text('menu.notices.bell', { count })}
        aria-expanded={isOpen}
        onClick={() => open(!isOpen)}
      >
        <IconBell size={20} stroke={1.7} />
        {count > 0 && (
          <span className="bell-count" aria-hidden="true">
            {count > MOST ? `${format.number(MOST)}+` : format.number(count)}
          </span>
        )}
      </button>
      {isOpen && (
        <div className="menu-box bell-box" data-end>
          <Suspense>
            <BellPanel onGo={close} />
          </Suspense>
        </div>
      )}
    </div>
  )
}
