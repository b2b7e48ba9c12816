import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { NumberField } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import { listTickets, mergeTicket, readTicket } from './contract.ts'

/** The same thing asked twice: this one ends, the other goes on. */
export function MergeForm({ ticketId }: { ticketId: string }) {
  const text = useText(supportTexts)
  const go = useGo()
  const [isOpen, open] = useState(false)
  const merge = useAction(mergeTicket, {
    refreshes: [readTicket, listTickets],
    done: text('tickets.merged'),
    onDone: async ({ duplicateOf }) =>
      void (duplicateOf && (await go(`/tickets/${duplicateOf.id}`))),
  })
  return (
    <>
      <Button small onClick={() => open(true)}>
        {text('tickets.merge')}
      </Button>
      <Dialog isOpen={isOpen} sheet title={text('tickets.merge')} onClose={() => open(false)}>
        <Form action={merge} fixed={{ ticketId }}>
          <NumberField
            name="into"
            label={text('tickets.merge-into')}
            hint={text('tickets.merge-hint')}
          />
          <div className="dialog-foot">
            <SubmitButton>{text('tickets.merge')}</SubmitButton>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
