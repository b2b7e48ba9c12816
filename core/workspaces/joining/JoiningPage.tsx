import * as z from 'zod/mini'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useMay, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { changeJoining, JoiningMode, readJoining } from './contract.ts'
import { joiningModes } from './rules.ts'
import { joiningTexts } from './texts.tsx'

const listOf = (typed: string) => typed.split(/[\s,;]+/).filter(Boolean)
const areDomains = (typed: string) =>
  listOf(typed).every((it) => /^[^\s@.]+(\.[^\s@.]+)+$/u.test(it))
/** Domains are typed as one line. */
const Rules = z.object({
  mode: JoiningMode,
  mailDomains: z.optional(
    z.string().check(z.refine(areDomains, { params: { code: 'joining.domains-bad' } } as never)),
  ),
})

export function JoiningPage() {
  const text = useText(joiningTexts)
  const { slug } = useWorkspace()
  const mayManage = useMay('workspace.manage')
  const { mode, mailDomains } = useRead(readJoining)
  const change = useAction(changeJoining, {
    refreshes: [readJoining],
    done: text('joining.saved'),
  })
  const action: Action = {
    ...change,
    run: ({ mode, mailDomains = '' }) =>
      change.run({ mode, mailDomains: listOf(String(mailDomains)) }),
  }
  return (
    <SettingsPage title={text('joining.menu')} subtitle={text('joining.menu-hint')}>
      {mayManage && (
        <Panel>
          <Form
            action={action}
            shape={Rules}
            initial={{ mode, mailDomains: mailDomains.join(', ') }}
          >
            <CardsField
              name="mode"
              label={text('joining.mode')}
              choices={joiningModes.map((value) => ({
                value,
                text: text(`joining.mode-${value}`),
                hint: text(`joining.mode-${value}-hint`),
              }))}
            />
            <DomainsField />
            <FormFoot>
              <SubmitButton>{text('joining.save')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
      )}
      {(mode === 'request' || mode === 'open') && (
        <Panel title={text('joining.link')} hint={text('joining.link-hint')}>
          <CopyField label={text('joining.link')} value={`${location.origin}/join/${slug}`} />
        </Panel>
      )}
    </SettingsPage>
  )
}

/** Only where somebody could come in by themselves. */
function DomainsField() {
  const text = useText(joiningTexts)
  const { mode } = useForm().values
  if (mode !== 'request' && mode !== 'open') return null
  return (
    <TextField
      name="mailDomains"
      label={text('joining.domains')}
      hint={text('joining.domains-hint')}
      autoCapitalize="none"
      spellCheck={false}
    />
  )
}
