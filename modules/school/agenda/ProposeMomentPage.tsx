import { useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { DateField, NumberField, TextArea, TextField } from '#web/ui/TextField.tsx'
import { readOffer } from '../offers/contract.ts'
import './agenda.css'
import { AvailabilityOf } from './AvailabilityOf.tsx'
import { listAppointments, proposeMoment } from './contract.ts'
import { agendaTexts } from './texts.tsx'

/** Asks an offer's owner for a moment, with his week in sight. */
export function ProposeMomentPage() {
  const text = useText(agendaTexts)
  const go = useGo()
  const offerId = useParam('id')
  const { title, owner } = useRead(readOffer, { offerId })
  const propose = useAction(proposeMoment, {
    refreshes: [listAppointments],
    done: text('agenda.sent', { name: owner.name }),
    onDone: () => go('/exchange/agenda'),
  })
  const initial = { day: '', time: '', minutes: 60, place: '', message: '' }
  return (
    <Page
      title={text('agenda.propose')}
      subtitle={text('agenda.propose-to', { name: owner.name })}
      back={{ to: `/exchange/offers/${offerId}`, text: title }}
      narrow
    >
      <Stack>
        {owner.id && (
          <Panel>
            <AvailabilityOf memberId={owner.id} />
          </Panel>
        )}
        <Panel>
          <Form action={propose} fixed={{ offerId }} initial={initial} draft={`moment-${offerId}`}>
            <div className="two-fields">
              <DateField name="day" label={text('agenda.day')} />
              <TextField name="time" type="time" label={text('agenda.time')} />
            </div>
            <NumberField
              name="minutes"
              label={text('agenda.minutes')}
              unit={text('agenda.minutes-unit')}
            />
            <TextField
              name="place"
              label={text('agenda.place')}
              placeholder={text('agenda.place-example')}
              maxLength={200}
            />
            <TextArea name="message" label={text('agenda.message')} rows={3} maxLength={1000} />
            <FormFoot>
              <SubmitButton>{text('agenda.send')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
      </Stack>
    </Page>
  )
}
