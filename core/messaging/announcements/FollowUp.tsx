/** Who has read it: in figures, then by name. */
import { IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Item, Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Avatar, Stat, Stats, Status } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import type * as z from 'zod/mini'
import { listReaders, type Reader, type Written } from './contract.ts'
import { announcementsTexts } from './texts.tsx'

type View = 'all' | 'waiting' | 'done'

export function FollowUp({ written }: { written: Written }) {
  const text = useText(announcementsTexts)
  const format = useFormat()
  const { id: announcementId, counts, asksUnderstood, urgent, remindedOn } = written
  const [view, look] = useState<View>('all')
  const list = useList(listReaders, { announcementId, view })
  const { sent, failed, waiting } = counts.sms
  const sms = [
    failed > 0 && text('announcements.count.sms-failed', { count: failed }),
    waiting > 0 && text('announcements.count.sms-waiting', { count: waiting }),
  ].filter(Boolean)
  return (
    <Panel
      title={text('announcements.follow-up')}
      hint={remindedOn && text('announcements.reminded-on', { day: format.day(remindedOn) })}
    >
      <Stack>
        <Stats>
          <Stat
            label={text('announcements.count.recipients')}
            value={format.number(counts.recipients)}
          />
          <Stat
            label={text('announcements.count.delivered')}
            value={format.number(counts.delivered)}
          />
          <Stat label={text('announcements.count.read')} value={format.number(counts.read)} />
          {asksUnderstood && (
            <Stat
              label={text('announcements.count.understood')}
              value={format.number(counts.understood)}
            />
          )}
          {urgent && (
            <Stat
              label={text('announcements.count.sms')}
              value={format.number(sent)}
              hint={sms.join(' · ')}
            />
          )}
        </Stats>
        <Segmented
          label={text('announcements.follow-up')}
          value={view}
          choices={(['all', 'waiting', 'done'] as const).map((value) => ({
            value,
            text: text(`announcements.view.${value}`),
          }))}
          onChange={(value) => look(value as View)}
        />
        {list.items.length === 0 ? (
          <EmptyState icon={IconUsers} title={text('announcements.readers-none')}>
            {text('announcements.readers-none-hint')}
          </EmptyState>
        ) : (
          <Items label={text('announcements.follow-up')}>
            {list.items.map((it) => (
              <Item
                key={it.memberId}
                lead={<Avatar name={it.name} of={it.memberId} />}
                title={it.name}
                end={<Standing it={it} />}
              />
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
      </Stack>
    </Panel>
  )
}

function Standing({ it }: { it: z.output<typeof Reader> }) {
  const text = useText(announcementsTexts)
  const format = useFormat()
  if (it.understoodAt)
    return (
      <Status tone="good">
        {text('announcements.reader.understood', { when: format.relative(it.understoodAt) })}
      </Status>
    )
  if (it.readAt)
    return (
      <Status tone="info">
        {text('announcements.reader.read', { when: format.relative(it.readAt) })}
      </Status>
    )
  return it.deliveredAt ? (
    <Status tone="wait">{text('announcements.reader.delivered')}</Status>
  ) : (
    <Status tone="busy">{text('announcements.reader.leaving')}</Status>
  )
}
