/** Said before anything is sent: when it leaves, why not earlier, to how many, and by what else. */
import { useReading } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { foreseeAnnouncement } from './contract.ts'
import type { Audience } from './rules.ts'
import { announcementsTexts } from './texts.tsx'

export type Wish = { audience: Audience; urgent: boolean; wishedAt: string | null }

export const useForesight = ({ audience, urgent, wishedAt }: Wish) =>
  useReading(foreseeAnnouncement, {
    audience,
    urgent: String(urgent),
    ...(wishedAt ? { wishedAt } : {}),
  }).data

export function Foresight({ wish }: { wish: Wish }) {
  const text = useText(announcementsTexts)
  const format = useFormat()
  const it = useForesight(wish)
  const { time, day, daysAway } = it
  const moment = it.isNow
    ? text('announcements.leaves-now')
    : daysAway === 0
      ? text('announcements.leaves-today', { time })
      : daysAway === 1
        ? text('announcements.leaves-tomorrow', { time })
        : text('announcements.leaves-later', { day: format.longDay(day), time })
  return (
    <Notice tone={wish.urgent ? 'warning' : 'info'}>
      <strong>{it.needsApproval ? text('announcements.approval-first') : moment}</strong>
      {it.needsApproval && !it.isNow && ` ${moment}`}
      {it.quiet && ` ${text(`announcements.quiet.${it.quiet}`)}`}
      <br />
      {it.recipients > 0
        ? text('announcements.recipients', { count: it.recipients })
        : text('announcements.recipients-none')}
      {wish.urgent && (
        <>
          {' '}
          {it.smsProvider
            ? text('announcements.sms-by', { provider: it.smsProvider })
            : text('announcements.sms-none')}
          {it.urgentLately > 0 &&
            ` ${text('announcements.urgent-lately', { count: it.urgentLately })}`}
        </>
      )}
    </Notice>
  )
}
