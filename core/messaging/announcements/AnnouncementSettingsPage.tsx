import * as z from 'zod/mini'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Columns, Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { changeAnnouncementRules, readAnnouncementRules, Rules } from './contract.ts'
import { schoolCalendars, schoolYears } from '../school-holidays/rules.ts'
import { announcementsTexts } from './texts.tsx'

/** A list cannot hold «nothing»: it has a word for it. */
const Chosen = z.extend(Rules, { schoolCalendar: z.enum(['none', ...schoolCalendars]) })

/** When announcements leave, and who looks first. */
export function AnnouncementSettingsPage() {
  const text = useText(announcementsTexts)
  const { smsProvider, timeZone, schoolCalendar, ...rules } = useRead(readAnnouncementRules)
  const change = useAction(changeAnnouncementRules, {
    refreshes: [readAnnouncementRules],
    done: text('announcements.settings-saved'),
  })
  const action: Action = {
    ...change,
    run: (it) =>
      change.run({
        ...it,
        schoolCalendar: it.schoolCalendar === 'none' ? null : it.schoolCalendar,
      }),
  }
  return (
    <SettingsPage
      title={text('announcements.settings')}
      subtitle={text('announcements.settings-subtitle')}
    >
      <Panel>
        <Form
          action={action}
          shape={Chosen}
          initial={{ ...rules, schoolCalendar: schoolCalendar ?? 'none' }}
        >
          <Columns>
            <TextField
              name="quietFrom"
              type="time"
              label={text('announcements.quiet-from')}
              hint={text('announcements.quiet-hint', { zone: timeZone })}
            />
            <TextField name="quietUntil" type="time" label={text('announcements.quiet-until')} />
          </Columns>
          <CheckboxField name="quietWeekends" label={text('announcements.quiet-weekends')} />
          <CalendarField />
          <CheckboxField
            name="needsApproval"
            label={text('announcements.needs-approval')}
            hint={text('announcements.needs-approval-hint')}
          />
          <FormFoot>
            <SubmitButton>{text('announcements.settings-save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
      <Panel title={text('announcements.sms-settings')}>
        <p className="hint">
          {smsProvider
            ? text('announcements.sms-settings-by', { provider: smsProvider })
            : text('announcements.sms-settings-none')}
        </p>
      </Panel>
    </SettingsPage>
  )
}

/** Says which of its years are not published yet. */
function CalendarField() {
  const text = useText(announcementsTexts)
  const { schoolCalendar } = useForm().values
  const chosen = schoolCalendars.find((it) => it === schoolCalendar)
  const expected = chosen ? schoolYears[chosen].filter((it) => it.isExpected) : []
  const years = expected.map((it) => it.year).join(', ')
  return (
    <SelectField
      name="schoolCalendar"
      label={text('announcements.school-calendar')}
      hint={[
        text('announcements.school-calendar-hint'),
        years && text('announcements.school-calendar-expected', { years }),
      ]
        .filter(Boolean)
        .join(' ')}
      options={(['none', ...schoolCalendars] as const).map((value) => ({
        value,
        text: text(`announcements.school-calendar.${value}`),
      }))}
    />
  )
}
