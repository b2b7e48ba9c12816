import { IconPencil, IconSpeakerphone } from '@tabler/icons-react'
import { languageOf } from '#kernel/text.ts'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Row } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import './announcements.css'
import { listWritten, type Written } from './contract.ts'
import { announcementStates, languageFor } from './rules.ts'
import { announcementsTexts } from './texts.tsx'
import { stateWords } from './words.tsx'

/** What was written: one's own, and everybody's for who approves. */
export function DeskPage() {
  const text = useText(announcementsTexts)
  const filters = useFilters({ state: '' })
  const state = announcementStates.find((it) => it === filters[0].state)
  const list = useList(listWritten, state ? { state } : {})
  return (
    <Page
      title={text('announcements.desk-title')}
      subtitle={text('announcements.desk-subtitle')}
      back={{ to: '/announcements', text: text('announcements.title') }}
      actions={
        <LinkButton look="filled" icon={IconPencil} to="/announcements/new">
          {text('announcements.write')}
        </LinkButton>
      }
    >
      <Panel flush>
        <Filters of={filters}>
          <SelectFilter
            name="state"
            label={text('announcements.state')}
            options={announcementStates.map((value) => ({
              value,
              text: text(stateWords[value].text),
            }))}
          />
        </Filters>
        {list.items.length === 0 ? (
          <EmptyState icon={IconSpeakerphone} title={text('announcements.desk-none')}>
            {text('announcements.desk-none-hint')}
          </EmptyState>
        ) : (
          <Items label={text('announcements.desk-title')}>
            {list.items.map((it) => (
              <Line key={it.id} it={it} />
            ))}
          </Items>
        )}
        {list.more && (
          <Row>
            <Button pending={list.isLoadingMore} onClick={list.more}>
              {text('announcements.more')}
            </Button>
          </Row>
        )}
      </Panel>
    </Page>
  )
}

function Line({ it }: { it: Written }) {
  const text = useText(announcementsTexts)
  const language = languageOf(useTexts().locale)
  const { counts, asksUnderstood, state } = it
  const { title } = it.texts[languageFor(it.texts, language, language)]!
  const done = asksUnderstood ? counts.understood : counts.read
  return (
    <Item
      title={
        <span className="announced-marks">
          <Link to={`/announcements/written/${it.id}`}>{title}</Link>
          {it.urgent && <b className="announced-urgent">{text('announcements.urgent')}</b>}
        </span>
      }
      hint={[it.author?.name, text(`announcements.audience.${it.audience}`), useMoment(it)]
        .filter(Boolean)
        .join(' · ')}
      end={
        state === 'sent' ? (
          <Status tone="good">
            {text('announcements.read-share', { read: done, count: counts.recipients })}
          </Status>
        ) : (
          <Status tone={stateWords[state].tone}>{text(stateWords[state].text)}</Status>
        )
      }
    />
  )
}

/** The moment that matters in its state. */
function useMoment({ state, sendsAt, sentAt, changedAt }: Written): string {
  const text = useText(announcementsTexts)
  const format = useFormat()
  if (state === 'sent') return text('announcements.sent-on', { when: format.relative(sentAt!) })
  if (state === 'scheduled')
    return text('announcements.leaves-on', { when: format.instant(sendsAt!) })
  return text('announcements.changed-on', { when: format.relative(changedAt) })
}
