import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Facts, Panel, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { useAccountText } from '../account/texts.tsx'
import { Email } from '../contract.ts'
import { ProofField, shapeWith, useProof } from '../factors/ProofField.tsx'
import {
  askAddressChange,
  cancelAddressChange,
  type PendingChange,
  readAddress,
} from './contract.ts'

/** The address, the change that is under way, and the way to another. */
export function AddressPanel() {
  const say = useAccountText()
  const [isAsking, open] = useState(false)
  const { email, change } = useRead(readAddress)
  const proof = useProof()
  const ask = useAction(askAddressChange, {
    refreshes: [readAddress],
    done: say('address.sent'),
    onDone: () => open(false),
  })
  return (
    <Panel
      title={say('address.title')}
      hint={say('address.hint')}
      actions={
        <Button
          onClick={() => {
            ask.reset()
            open(true)
          }}
        >
          {say('address.change')}
        </Button>
      }
    >
      <Stack>
        <p>{email}</p>
        {change && <Pending change={change} />}
      </Stack>
      <Dialog isOpen={isAsking} sheet title={say('address.change')} onClose={() => open(false)}>
        <p>{say('address.change-hint')}</p>
        <Form action={ask} shape={shapeWith(proof, { email: Email })}>
          <TextField
            name="email"
            type="email"
            label={say('address.new')}
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
          />
          <ProofField proof={proof} />
          <FormFoot>
            <SubmitButton>{say('address.submit')}</SubmitButton>
          </FormFoot>
        </Form>
      </Dialog>
    </Panel>
  )
}

function Pending({ change }: { change: PendingChange }) {
  const say = useAccountText()
  const format = useFormat()
  const cancel = useAction(cancelAddressChange, {
    refreshes: [readAddress],
    done: say('address.cancelled'),
  })
  const state = (isDone: boolean) => (
    <Status tone={isDone ? 'good' : 'wait'}>
      {say(isDone ? 'address.done' : 'address.waiting')}
    </Status>
  )
  const old = change.oldNeeded ? (
    state(change.oldConfirmed)
  ) : (
    <Status tone="off">{say('address.not-needed')}</Status>
  )
  return (
    <Notice
      tone="info"
      action={
        <Button small pending={cancel.pending} onClick={() => void cancel.run()}>
          {say('address.cancel')}
        </Button>
      }
    >
      <strong>{say('address.pending', { email: change.email })}</strong>
      <p>{say('address.pending-hint', { when: format.relative(change.expiresAt) })}</p>
      <Facts
        items={[
          [say('address.old-box'), old],
          [say('address.new-box'), state(change.newConfirmed)],
        ]}
      />
    </Notice>
  )
}
