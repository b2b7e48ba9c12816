/** Stands above every page of a workspace while somebody from outside may look in, and counts down. */
import { useEffect, useState } from 'react'
import { useReading } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { MINUTE, SECOND } from '#kernel/time.ts'
import { readSupport } from './contract.ts'
import { supportTexts } from './texts.tsx'

/** So that an access that somebody else opens or closes is seen soon. */
const ASKED_EVERY_MS = 30 * SECOND

export function SupportBanner() {
  const text = useText(supportTexts)
  const { data, refresh } = useReading(readSupport)
  const { open, now } = data
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const asking = setInterval(() => void refresh(), ASKED_EVERY_MS)
    return () => clearInterval(asking)
  }, [refresh])
  useEffect(() => {
    if (!open) return
    // The server's clock and this device's may differ: only the time that passes is measured here.
    const read = performance.now()
    const whole = Date.parse(open.expiresAt) - Date.parse(now)
    const tick = () => {
      const rest = whole - (performance.now() - read)
      setLeft(rest)
      if (rest <= 0) void refresh()
    }
    tick()
    const ticking = setInterval(tick, SECOND)
    return () => clearInterval(ticking)
  }, [open, now, refresh])
  if (!open || left <= 0) return null
  const count = Math.floor(left / MINUTE)
  return (
    <Notice tone="warning" action={<Link to="/settings/support">{text('support.see')}</Link>}>
      {count > 0 ? text('support.banner', { count }) : text('support.banner-last')}
    </Notice>
  )
}
