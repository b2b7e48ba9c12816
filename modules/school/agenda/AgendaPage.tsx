import { IconCalendarDown, IconCalendarHeart } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { place } from '#web/http.tsx'
import { useMay, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Panel, Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import '../exchange/exchange.css'
import { MarketNav } from '../offers/MarketNav.tsx'
import { MoreRows } from '../offers/MoreRows.tsx'
import '../offers/offers.css'
import { Absences } from './Absences.tsx'
import './agenda.css'
import { AppointmentCard } from './AppointmentCard.tsx'
import {
  changeAvailability,
  downloadCalendar,
  listAppointments,
  readAvailability,
} from './contract.ts'
import { WeekField } from './WeekField.tsx'
import { agendaTexts } from './texts.tsx'
import { schoolTexts } from '../texts.tsx'

/** My appointments, my usual week and my absences. */
export function AgendaPage() {
  const text = useText(agendaTexts)
  const mayKeep = useMay('agenda.keep')
  return (
    <Page title={text('agenda.title')} subtitle={text('agenda.subtitle')}>
      <Stack>
        <MarketNav current="agenda" />
        <Columns>
          <Coming />
          {mayKeep && <MyWeek />}
        </Columns>
      </Stack>
    </Page>
  )
}

function Coming() {
  const text = useText(agendaTexts, schoolTexts)
  const { slug } = useWorkspace()
  const [isPastShown, showPast] = useState(false)
  const { items, more, isLoadingMore } = useList(listAppointments)
  const isAgreed = items.some(({ state }) => state === 'accepted')
  return (
    <Stack>
      <Panel title={text('agenda.coming')}>
        {items.length > 0 ? (
          <ul className="appointments" aria-label={text('agenda.coming')}>
            {items.map((it) => (
              <AppointmentCard key={it.id} appointment={it} />
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={IconCalendarHeart}
            title={text('agenda.coming-none')}
            action={<LinkButton to="/exchange/offers">{text('exchange.see-offers')}</LinkButton>}
          >
            {text('agenda.coming-none-hint')}
          </EmptyState>
        )}
        <MoreRows more={more} isLoading={isLoadingMore} />
        {isAgreed && (
          <a className="button" href={place(downloadCalendar, {}, slug).address} download>
            <IconCalendarDown size={18} stroke={1.8} />
            <span>{text('agenda.download')}</span>
          </a>
        )}
      </Panel>
      {isPastShown ? (
        <Suspense fallback={<span className="bone" data-size="line" />}>
          <Past />
        </Suspense>
      ) : (
        <Button look="quiet" onClick={() => showPast(true)}>
          {text('agenda.past')}
        </Button>
      )}
    </Stack>
  )
}

function Past() {
  const text = useText(agendaTexts)
  const { items, more, isLoadingMore } = useList(listAppointments, { past: true })
  return (
    <Panel title={text('agenda.past')}>
      {items.length > 0 ? (
        <ul className="appointments" aria-label={text('agenda.past')}>
          {items.map((it) => (
            <AppointmentCard key={it.id} appointment={it} />
          ))}
        </ul>
      ) : (
        <p className="quiet">{text('agenda.past-none')}</p>
      )}
      <MoreRows more={more} isLoading={isLoadingMore} />
    </Panel>
  )
}

function MyWeek() {
  const text = useText(agendaTexts)
  const { slots, note, absences } = useRead(readAvailability)
  const save = useAction(changeAvailability, {
    refreshes: [readAvailability],
    done: text('agenda.week-saved'),
  })
  return (
    <Stack>
      <Panel>
        <Form action={save} initial={{ slots, note }}>
          <WeekField name="slots" label={text('agenda.week')} hint={text('agenda.week-hint')} />
          <TextField
            name="note"
            label={text('agenda.note')}
            placeholder={text('agenda.note-example')}
            maxLength={200}
          />
          <FormFoot>
            <SubmitButton>{text('agenda.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
      <Panel title={text('agenda.absences')} hint={text('agenda.absences-hint')}>
        <Absences absences={absences} />
      </Panel>
    </Stack>
  )
}
