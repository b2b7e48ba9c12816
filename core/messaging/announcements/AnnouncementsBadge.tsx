/** How many wait to be read, beside the entry of the menu. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { countAnnouncements } from './contract.ts'
import { announcementsTexts } from './texts.tsx'

export function AnnouncementsBadge() {
  const text = useText(announcementsTexts)
  const format = useFormat()
  const { waiting } = useRead(countAnnouncements)
  if (waiting === 0) return null
  return (
    <Tag>
      <span aria-label={text('announcements.waiting-count', { count: waiting })}>
        {format.number(waiting)}
      </span>
    </Tag>
  )
}
