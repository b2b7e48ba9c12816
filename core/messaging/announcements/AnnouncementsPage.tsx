import { IconPencil, IconSpeakerphone } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { languageOf } from '#kernel/text.ts'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import './announcements.css'
import { listAnnouncements, type ReceivedLine } from './contract.ts'
import { announcementsTexts } from './texts.tsx'

/** What one was told: what waits first. */
export function AnnouncementsPage() {
  const text = useText(announcementsTexts)
  const mayWrite = useMay('announcements.write')
  return (
    <Page
      title={text('announcements.title')}
      subtitle={text('announcements.subtitle')}
      actions={
        mayWrite && (
          <>
            <LinkButton to="/announcements/written">{text('announcements.desk')}</LinkButton>
            <LinkButton look="filled" icon={IconPencil} to="/announcements/new">
              {text('announcements.write')}
            </LinkButton>
          </>
        )
      }
    >
      <Stack>
        <Received view="waiting" />
        <Received view="done" />
      </Stack>
    </Page>
  )
}

function Received({ view }: { view: 'waiting' | 'done' }) {
  const text = useText(announcementsTexts)
  const language = languageOf(useTexts().locale)
  const { items, more, isLoadingMore } = useList(listAnnouncements, { view, language })
  if (items.length === 0 && view === 'done') return null
  return (
    <Panel title={text(view === 'waiting' ? 'announcements.waiting' : 'announcements.done')} flush>
      {items.length === 0 ? (
        <EmptyState icon={IconSpeakerphone} title={text('announcements.none')}>
          {text('announcements.none-hint')}
        </EmptyState>
      ) : (
        <Items label={text(view === 'waiting' ? 'announcements.waiting' : 'announcements.done')}>
          {items.map((it) => (
            <Line key={it.id} it={it} />
          ))}
        </Items>
      )}
      {more && (
        <Row>
          <Button pending={isLoadingMore} onClick={more}>
            {text('announcements.more')}
          </Button>
        </Row>
      )}
    </Panel>
  )
}

function Line({ it }: { it: ReceivedLine }) {
  const text = useText(announcementsTexts)
  const format = useFormat()
  const when = format.relative(it.sentAt)
  return (
    <Item
      lead={<Avatar name={it.author?.name ?? '·'} of={it.author?.id} />}
      title={
        <span className="announced-marks">
          <Link to={`/announcements/${it.id}`}>{it.title}</Link>
          {it.urgent && <b className="announced-urgent">{text('announcements.urgent')}</b>}
          <Standing it={it} />
        </span>
      }
      hint={
        <>
          <span className="announced-excerpt">{it.excerpt}</span>
          <span>
            {it.author ? text('announcements.by', { author: it.author.name, when }) : when}
          </span>
        </>
      }
    />
  )
}

/** What is left to do, or what it has become. */
function Standing({ it }: { it: ReceivedLine }) {
  const text = useText(announcementsTexts)
  if (it.isCorrected) return <Status tone="off">{text('announcements.was-corrected')}</Status>
  if (it.understoodAt) return <Status tone="good">{text('announcements.understood')}</Status>
  if (it.asksUnderstood) return <Status tone="wait">{text('announcements.to-understand')}</Status>
  if (it.version > 1) return <Status tone="info">{text('announcements.correction')}</Status>
  return null
}
