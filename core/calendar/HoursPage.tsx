import { useState } from 'react'
import * as z from 'zod/mini'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { intlLocale, useLocale, useText } from '#web/text.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Item, Items, Panel, Row } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { changeHours, holidaysOf, isWorkingDay, readHours } from './contract.ts'
import { calendarTexts } from './texts.tsx'

const daysIn = (typed: string) => typed.split(/[\s,;]+/).filter(Boolean)
const areDays = (typed: string) =>
  daysIn(typed).every((it) => z.safeParse(z.iso.date(), it).success)
const week = [1, 2, 3, 4, 5, 6, 7] as const
const nameOf = (weekday: number) => `day${weekday}`

const Time = z.string().check(z.minLength(1))
/** Days of the week are boxes, days off are typed as one line. */
const Typed = z.object({
  ...Object.fromEntries(week.map((it) => [nameOf(it), z.optional(z.boolean())])),
  opensAt: Time,
  closesAt: Time,
  country: z.optional(z.string()),
  closedDays: z.optional(
    z.string().check(z.refine(areDays, { params: { code: 'calendar.closed-bad' } } as never)),
  ),
})

/** When the workspace works, and what its public holidays are. */
export function HoursPage() {
  const text = useText(calendarTexts)
  const [locale] = useLocale()
  const hours = useRead(readHours)
  const change = useAction(changeHours, { refreshes: [readHours], done: text('calendar.saved') })
  const action: Action = {
    ...change,
    run: (typed) =>
      change.run({
        weekdays: week.filter((it) => typed[nameOf(it)] === true),
        opensAt: String(typed['opensAt']),
        closesAt: String(typed['closesAt']),
        country: typed['country'] === 'be' || typed['country'] === 'fr' ? typed['country'] : null,
        closedDays: daysIn(String(typed['closedDays'] ?? '')),
      }),
  }
  const initial = {
    ...Object.fromEntries(week.map((it) => [nameOf(it), hours.weekdays.includes(it)])),
    opensAt: hours.opensAt,
    closesAt: hours.closesAt,
    country: hours.country ?? 'none',
    closedDays: hours.closedDays.join(' '),
  }
  const words = new Intl.DateTimeFormat(intlLocale(locale), { weekday: 'long', timeZone: 'UTC' })
  // 1 January 2024 was a Monday.
  const dayName = (weekday: number) => words.format(Date.UTC(2024, 0, weekday, 12))
  return (
    <SettingsPage
      title={text('calendar.title')}
      subtitle={text('calendar.subtitle', { zone: hours.timeZone })}
    >
      <Panel>
        <Form action={action} shape={Typed} initial={initial}>
          <fieldset className="field">
            <legend>{text('calendar.weekdays')}</legend>
            <Row>
              {week.map((it) => (
                <CheckboxField key={it} name={nameOf(it)} label={dayName(it)} />
              ))}
            </Row>
          </fieldset>
          <Row>
            <TextField name="opensAt" type="time" label={text('calendar.opens')} />
            <TextField name="closesAt" type="time" label={text('calendar.closes')} />
          </Row>
          <SelectField
            name="country"
            label={text('calendar.country')}
            options={[
              { value: 'be', text: text('calendar.country-be') },
              { value: 'fr', text: text('calendar.country-fr') },
              { value: 'none', text: text('calendar.country-none') },
            ]}
          />
          <TextField
            name="closedDays"
            label={text('calendar.closed')}
            hint={text('calendar.closed-hint')}
            spellCheck={false}
          />
          <FormFoot>
            <SubmitButton>{text('calendar.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
      <Holidays />
    </SettingsPage>
  )
}

function Holidays() {
  const text = useText(calendarTexts)
  const format = useFormat()
  const hours = useRead(readHours)
  const [thisYear] = useState(() => new Date().getFullYear())
  const [year, choose] = useState(thisYear)
  if (hours.country === null)
    return (
      <Panel>
        <p className="hint">{text('calendar.holidays-none')}</p>
      </Panel>
    )
  const title = text('calendar.holidays', { year: String(year) })
  // Without the holiday itself: a day off whatever the country says.
  const week = { ...hours, country: null }
  return (
    <Panel
      title={title}
      actions={
        <Segmented
          label={title}
          value={String(year)}
          choices={[thisYear, thisYear + 1].map((it) => ({ value: String(it), text: String(it) }))}
          onChange={(it) => choose(Number(it))}
        />
      }
    >
      <Items label={title}>
        {holidaysOf(hours.country, year).map(({ day, name }) => (
          <Item
            key={name}
            title={text(`calendar.holiday.${name}`)}
            hint={format.longDay(day)}
            end={!isWorkingDay(week, day) && <Tag>{text('calendar.day-off')}</Tag>}
          />
        ))}
      </Items>
    </Panel>
  )
}
