import { useState } from 'react'
import { type Action, useAction } from '#web/api.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { deviceName } from '../devices/rules.ts'
import type { Refusal } from './authenticator.tsx'
import { addPasskey, type Factors, PasskeyName, readFactors, startPasskey } from './contract.ts'
import { ProofField, shapeWith } from './ProofField.tsx'
import { useFactorText } from './words.tsx'

type NewPasskeyDialogProps = Pick<Factors, 'proof'> & { onClose(): void }

/** A name, who sits here, then the browser asks for the finger. */
export function NewPasskeyDialog({ proof, onClose }: NewPasskeyDialogProps) {
  const text = useFactorText()
  const [refusal, refuse] = useState<Refusal>()
  const action = useNewPasskey({ onDone: onClose, onRefused: refuse })
  const { system, browser } = deviceName(navigator.userAgent)
  const name = [system, browser].filter(Boolean).join(' · ')
  return (
    <Dialog isOpen title={text('passkeys.add')} onClose={onClose}>
      <Stack>
        <p>{text('passkeys.add-hint')}</p>
        {refusal && (
          <Notice>
            {text(refusal === 'known' ? 'passkeys.known-here' : 'passkeys.cancelled')}
          </Notice>
        )}
        <Form action={action} shape={shapeWith(proof, { name: PasskeyName })} initial={{ name }}>
          <TextField name="name" label={text('passkeys.name')} hint={text('passkeys.name-hint')} />
          <ProofField proof={proof} />
          <SubmitButton wide>{text('passkeys.create')}</SubmitButton>
        </Form>
      </Stack>
    </Dialog>
  )
}

type Outcome = { onDone(): void; onRefused(refusal: Refusal | undefined): void }

function useNewPasskey({ onDone, onRefused }: Outcome): Action {
  const text = useFactorText()
  const [isAsking, setAsking] = useState(false)
  const start = useAction(startPasskey)
  const add = useAction(addPasskey, {
    refreshes: [readFactors],
    done: text('passkeys.added'),
    onDone,
  })
  const run = async ({ name, ...proof }: any) => {
    onRefused(undefined)
    add.reset()
    const options = await start.run(proof)
    if (!options) return
    setAsking(true)
    const { make } = await import('./authenticator.tsx')
    const made = await make(options)
    setAsking(false)
    if (typeof made === 'string') onRefused(made)
    else await add.run({ name, credential: made })
  }
  const pending = start.pending || isAsking || add.pending
  return { ...start, run, pending, problem: start.problem ?? add.problem }
}
