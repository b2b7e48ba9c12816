import { useAction, useReading } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Facts, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import {
  endSupport,
  grantSupport,
  readSupport,
  SUPPORT_REASON_MAX,
  type SupportAccess,
} from './contract.ts'
import { supportTexts } from './texts.tsx'

const refreshes = [readSupport]

/** Lets an administrator of the installation in, or closes the door behind them. */
export function SupportPage() {
  const text = useText(supportTexts)
  const { open } = useReading(readSupport).data
  const mayGrant = useMay('support.grant')
  const grant = useAction(grantSupport, { refreshes, done: text('support.granted') })
  return (
    <SettingsPage title={text('support.title')} subtitle={text('support.subtitle')}>
      {open && <OpenAccess access={open} mayEnd={mayGrant} />}
      {!open && !mayGrant && <Notice>{text('support.nobody-else')}</Notice>}
      {!open && mayGrant && (
        <Panel title={text('support.grant-title')} hint={text('support.grant-hint')}>
          <Form action={grant}>
            <TextArea
              name="reason"
              label={text('support.reason')}
              hint={text('support.reason-hint')}
              maxLength={SUPPORT_REASON_MAX}
            />
            <CheckboxField
              name="mayWrite"
              label={text('support.may-write')}
              hint={text('support.may-write-hint')}
            />
            <FormFoot>
              <SubmitButton>{text('support.grant')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
      )}
    </SettingsPage>
  )
}

type OpenProps = { access: SupportAccess; mayEnd: boolean }

function OpenAccess({ access: { by, reason, mayWrite, grantedAt, expiresAt }, mayEnd }: OpenProps) {
  const text = useText(supportTexts)
  const format = useFormat()
  const end = useAction(endSupport, { refreshes, done: text('support.was-ended') })
  const close = async () => {
    if (await ask({ title: text('support.end-ask'), confirm: text('support.end') })) await end.run()
  }
  return (
    <Panel title={text('support.open-title')}>
      <Stack>
        <p>{format.quoted(reason)}</p>
        <Facts
          items={[
            [text('support.by'), by ?? '—'],
            [text('support.since'), format.time(grantedAt)],
            [text('support.until'), format.time(expiresAt)],
            [text('support.rights'), text(mayWrite ? 'support.writes' : 'support.reads')],
          ]}
        />
        {mayEnd && (
          <Row>
            <Button look="filled" onClick={() => void close()}>
              {text('support.end')}
            </Button>
          </Row>
        )}
      </Stack>
    </Panel>
  )
}
