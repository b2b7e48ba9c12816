import { IconCalendarHeart } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { listAppointments } from '../agenda/contract.ts'
import { agendaTexts } from '../agenda/texts.tsx'

/** On the exchange's home: moments that wait for an answer, and the next one. Silent when there is nothing. */
export function HomeNotices() {
  const text = useText(agendaTexts)
  const format = useFormat()
  const { items } = useList(listAppointments, { limit: 12 })
  const waiting = items.filter(({ awaitsMe }) => awaitsMe).length
  const next = items.find(({ state }) => state === 'accepted')
  return (
    <>
      {waiting > 0 && (
        <Notice
          tone="info"
          action={
            <Link to="/exchange/agenda" className="more-link">
              {text('agenda.see')}
            </Link>
          }
        >
          {text('agenda.waiting', { count: waiting })}
        </Notice>
      )}
      {next && (
        <Panel title={text('agenda.next')}>
          <Items label={text('agenda.next')}>
            <Item
              lead={<IconCalendarHeart size={22} stroke={1.6} />}
              title={<Link to="/exchange/agenda">{next.title}</Link>}
              hint={[
                `${format.longDay(next.day)}, ${next.time}`,
                text('agenda.with', { name: next.other.name }),
              ].join(' · ')}
            />
          </Items>
        </Panel>
      )}
    </>
  )
}
