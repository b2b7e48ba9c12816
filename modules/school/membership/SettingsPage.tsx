import * as z from 'zod/mini'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SettingsPage as Settings } from '#web/ui/Settings.tsx'
import { NumberField } from '#web/ui/TextField.tsx'
import {
  changeMembershipSettings,
  readMembershipSettings,
  Settings as SettingsKept,
} from './contract.ts'
import './membership.css'
import { membershipTexts } from './texts.tsx'

/** People write euros; the rows hold cents. */
const { needsOffer, lowestBound, highestBound } = changeMembershipSettings.input.shape
const { lowWarning, highWarning } = SettingsKept.shape
const Shape = z.object({
  needsOffer,
  fee: z.optional(z.number().check(z.minimum(0.01), z.maximum(1000))),
  lowestBound,
  highestBound,
  lowWarning,
  highWarning,
})

/** What the school asks before one takes part, and how far a member's limits may go. */
export function SettingsPage() {
  const text = useText(membershipTexts)
  const { feeCents, ...settings } = useRead(readMembershipSettings)
  const save = useAction(changeMembershipSettings, {
    refreshes: [readMembershipSettings],
    done: text('membership.settings-saved'),
  })
  const action: Action = {
    ...save,
    run: ({ fee, ...rest }) =>
      save.run({ ...rest, feeCents: fee ? Math.round(Number(fee) * 100) : null } as never),
  }
  const unit = text('membership.units')
  return (
    <Settings title={text('membership.settings-title')} subtitle={text('membership.settings-hint')}>
      <Stack>
        <Form
          action={action}
          shape={Shape}
          initial={{ ...settings, ...(feeCents === null ? {} : { fee: feeCents / 100 }) }}
        >
          <Panel title={text('membership.to-join')} hint={text('membership.to-join-hint')}>
            <div className="setting-fields">
              <CheckboxField name="needsOffer" label={text('membership.needs-offer')} />
              <NumberField
                name="fee"
                label={text('membership.needs-fee')}
                hint={text('membership.needs-fee-hint')}
                unit="€"
                decimal
              />
            </div>
          </Panel>
          <Panel title={text('membership.bounds')} hint={text('membership.set-limits-hint')}>
            <div className="setting-fields">
              <NumberField name="lowestBound" label={text('membership.lowest-bound')} unit={unit} />
              <NumberField
                name="highestBound"
                label={text('membership.highest-bound')}
                unit={unit}
              />
            </div>
          </Panel>
          <Panel title={text('membership.warnings')} hint={text('membership.warnings-hint')}>
            <div className="setting-fields">
              <NumberField name="lowWarning" label={text('membership.low-warning')} unit={unit} />
              <NumberField name="highWarning" label={text('membership.high-warning')} unit={unit} />
            </div>
          </Panel>
          <FormFoot>
            <SubmitButton>{text('membership.save')}</SubmitButton>
          </FormFoot>
        </Form>
        <Panel title={text('membership.charter')} hint={text('charter.edit-subtitle')}>
          <Row>
            <LinkButton to="/exchange/charter/edit">{text('charter.edit-title')}</LinkButton>
          </Row>
        </Panel>
      </Stack>
    </Settings>
  )
}
