import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { confirmCodeApp, type Factors, readFactors, startCodeApp } from './contract.ts'
import { ProofField, shapeWith } from './ProofField.tsx'
import { QrCode } from './QrCode.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useFactorText } from './words.tsx'

type EnrolDialogProps = Pick<Factors, 'proof'> & { onClose(): void }

/** Three steps: who sits here, the square and its first code, the sheet of recovery codes. */
export function EnrolDialog({ proof, onClose }: EnrolDialogProps) {
  const text = useFactorText()
  const [codes, show] = useState<readonly string[]>()
  const start = useAction(startCodeApp)
  const confirm = useAction(confirmCodeApp, {
    refreshes: [readFactors],
    onDone: ({ recoveryCodes }) => show(recoveryCodes),
  })
  const app = start.reply
  const title = text(codes ? 'factors.codes-title' : 'factors.start-title')

  return (
    <Dialog isOpen title={title} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={onClose} />
      ) : app ? (
        <Stack>
          <p>{text('factors.scan')}</p>
          <QrCode text={app.address} label={text('factors.qr')} />
          <CopyField label={text('factors.secret')} value={inGroups(app.secret)} wraps />
          <a href={app.address}>{text('factors.open-app')}</a>
          <Form key="confirm" action={confirm}>
            <TextField
              name="code"
              label={text('factors.code')}
              hint={text('factors.code-hint')}
              autoComplete="one-time-code"
              inputMode="numeric"
            />
            <p className="hint">{text('factors.confirm-note')}</p>
            <SubmitButton wide>{text('factors.confirm')}</SubmitButton>
          </Form>
        </Stack>
      ) : (
        <Stack>
          <p>{text('factors.start-text')}</p>
          <Form key="start" action={start} shape={shapeWith(proof)}>
            <ProofField proof={proof} />
            <SubmitButton wide>{text('factors.next')}</SubmitButton>
          </Form>
        </Stack>
      )}
    </Dialog>
  )
}

/** As people copy it by hand; apps take it with the spaces. */
const inGroups = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
