import { type Action, useAction, useRead } from '#web/api.tsx'
import { useMay } from '#web/session.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { CardsField, CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { NumberField, PasswordField, TextField } from '#web/ui/TextField.tsx'
import { aiTexts } from '../texts.tsx'
import { ModelUnfit } from './contract.ts'
import { type AiSettings, AiSettingsChange, changeAiSettings, readAiSettings } from './contract.ts'
import { reasonKey } from '../answers/reasons.tsx'

/** Who writes the answers, with whose key, and for how much a day. */
export function AiSettingsPage() {
  const text = useText(aiTexts)
  const texts = useTexts()
  const maySee = useMay('ai.usage')
  const settings = useRead(readAiSettings)
  const change = useAction(changeAiSettings, {
    refreshes: [readAiSettings],
    done: text('ai.saved'),
  })
  const action: Action = {
    ...change,
    run: ({ dayCredits = null, personCredits = null, key, ...rest }) =>
      change.run({ ...rest, dayCredits, personCredits, ...(key ? { key } : {}) }),
  }
  const { problem } = change
  const why = problem && ModelUnfit.is(problem) ? String(problem.facts['reason']) : undefined
  return (
    <SettingsPage title={text('ai.settings-title')} subtitle={text('ai.settings-hint')}>
      <Panel>
        <Form
          key={settings.hasKey ? 'kept' : 'none'}
          action={action}
          shape={AiSettingsChange}
          initial={initialOf(settings)}
        >
          <CardsField name="mode" label={text('ai.mode')} choices={useModes(settings)} />
          <OwnProvider hasKey={settings.hasKey} />
          <NumberField
            name="dayCredits"
            label={text('ai.day-credits')}
            hint={text('ai.budget-hint')}
            unit={text('ai.credits-unit')}
          />
          <NumberField
            name="personCredits"
            label={text('ai.person-credits')}
            hint={text('ai.budget-hint')}
            unit={text('ai.credits-unit')}
          />
          <CheckboxField
            name="keepsAnswers"
            label={text('ai.keeps-answers')}
            hint={text('ai.keeps-answers-hint')}
          />
          {why && <Notice tone="error">{texts.say(reasonKey(why))}</Notice>}
          <p className="hint">{text('ai.data-note')}</p>
          <FormFoot>
            <SubmitButton>{text('ai.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
      {maySee && <LinkButton to="/settings/ai-usage">{text('ai.usage-link')}</LinkButton>}
    </SettingsPage>
  )
}

function initialOf({ mode, provider, address, model, ...rest }: AiSettings) {
  const { dayCredits, personCredits, keepsAnswers } = rest
  const place = { provider: provider ?? 'compatible', address: address ?? '', model: model ?? '' }
  return { mode, ...place, key: '', dayCredits, personCredits, keepsAnswers }
}

function useModes({ installedModel }: AiSettings) {
  const text = useText(aiTexts)
  return [
    {
      value: 'installation',
      text: text('ai.mode-installation'),
      hint: installedModel
        ? text('ai.mode-installation-hint', { model: installedModel })
        : text('ai.mode-installation-none'),
    },
    { value: 'own', text: text('ai.mode-own'), hint: text('ai.mode-own-hint') },
    { value: 'off', text: text('ai.mode-off'), hint: text('ai.mode-off-hint') },
  ]
}

/** Only where the workspace brings its own. */
function OwnProvider({ hasKey }: { hasKey: boolean }) {
  const text = useText(aiTexts)
  const { mode } = useForm().values
  if (mode !== 'own') return null
  return (
    <>
      <SelectField
        name="provider"
        label={text('ai.provider')}
        options={[
          { value: 'anthropic', text: text('ai.provider-anthropic') },
          { value: 'openai', text: text('ai.provider-openai') },
          { value: 'compatible', text: text('ai.provider-compatible') },
        ]}
      />
      <TextField
        name="address"
        type="url"
        label={text('ai.address')}
        hint={text('ai.address-hint')}
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        name="model"
        label={text('ai.model')}
        hint={text('ai.model-hint')}
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        name="key"
        label={text('ai.key')}
        hint={hasKey ? text('ai.key-kept') : text('ai.key-hint')}
        autoComplete="new-password"
      />
    </>
  )
}
