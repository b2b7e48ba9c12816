import { IconChecks } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { countNotices, listNotices } from '#core/notifications/contract.ts'
import { type Language, languageOf } from '#kernel/text.ts'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import './announcements.css'
import {
  countAnnouncements,
  listAnnouncements,
  markRead,
  markUnderstood,
  readAnnouncement,
  type Received,
} from './contract.ts'
import { Files } from './Files.tsx'
import { announcementsTexts } from './texts.tsx'

const refreshes = [
  readAnnouncement,
  listAnnouncements,
  countAnnouncements,
  listNotices,
  countNotices,
] as const

/** One announcement, in the reader's language or another it has; opened is read. */
export function AnnouncementPage() {
  const text = useText(announcementsTexts)
  const announcementId = useParam('id')
  const own = languageOf(useTexts().locale)
  const [language, choose] = useState<Language>(own)
  const it = useRead(readAnnouncement, { announcementId, language })
  const { run } = useAction(markRead, { refreshes })
  const isUnread = it.readAt === null
  useEffect(() => {
    if (isUnread) void run({ announcementId })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each announcement
  }, [announcementId, isUnread])
  return (
    <Page
      title={it.title}
      subtitle={<ByWhom it={it} />}
      back={{ to: '/announcements', text: text('announcements.title') }}
      narrow
    >
      <Stack>
        {it.correctedById && (
          <Notice
            tone="warning"
            action={
              <Link to={`/announcements/${it.correctedById}`}>
                {text('announcements.read-correction')}
              </Link>
            }
          >
            {text('announcements.corrected-notice')}
          </Notice>
        )}
        {it.correctsId && (
          <Notice
            action={
              <Link to={`/announcements/${it.correctsId}`}>
                {text('announcements.read-corrected')}
              </Link>
            }
          >
            {text('announcements.corrects-notice')}
          </Notice>
        )}
        <Panel>
          <div className="announced">
            {it.urgent && (
              <p className="announced-marks">
                <b className="announced-urgent">{text('announcements.urgent')}</b>
              </p>
            )}
            {it.languages.length > 1 && (
              <Segmented
                label={text('announcements.language')}
                value={it.language}
                choices={it.languages.map((value) => ({
                  value,
                  text: text(`announcements.${value}`),
                }))}
                onChange={(value) => choose(value as Language)}
              />
            )}
            <p className="announced-body" lang={it.language}>
              {it.body}
            </p>
            <Files announcementId={it.id} files={it.files} />
          </div>
        </Panel>
        {it.asksUnderstood && !it.isCorrected && <Understood it={it} />}
      </Stack>
    </Page>
  )
}

function ByWhom({ it }: { it: Received }) {
  const text = useText(announcementsTexts)
  const when = useFormat().instant(it.sentAt)
  return it.author ? text('announcements.by', { author: it.author.name, when }) : when
}

function Understood({ it }: { it: Received }) {
  const text = useText(announcementsTexts)
  const format = useFormat()
  const understand = useAction(markUnderstood, { refreshes })
  const problem = useProblemText(understand.problem)
  if (it.understoodAt)
    return (
      <Notice tone="good">
        {text('announcements.understood-on', { when: format.instant(it.understoodAt) })}
      </Notice>
    )
  return (
    <div className="announced">
      <Button
        look="filled"
        wide
        icon={IconChecks}
        pending={understand.pending}
        onClick={() => understand.run({ announcementId: it.id })}
      >
        {text('announcements.understand')}
      </Button>
      <p className="hint">{text('announcements.understand-hint')}</p>
      {problem && <Notice tone="error">{problem}</Notice>}
    </div>
  )
}
