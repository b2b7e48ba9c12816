import type { ReactNode } from 'react'
import { listQueue, readQueued } from '#core/messaging/visitors/contract.ts'
import { listMembers } from '#core/workspaces/contract.ts'
import { useAction, useRead } from '#web/api.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import { listTickets, openTicketFor, openTicketOfVisitor } from './contract.ts'
import { categories, priorities } from './rules.ts'

/** Of what somebody asked on the telephone or at the counter; or, where the queue of visitors leads here, of what one wrote. */
export function NewTicketPage() {
  const [{ visitor }] = useFilters({ visitor: '' })
  return visitor ? <OfVisitor queuedId={visitor} /> : <OfMember />
}

/** Nothing is written down anew: their conversation becomes that of the ticket. */
function OfVisitor({ queuedId }: { queuedId: string }) {
  const text = useText(supportTexts)
  const go = useGo()
  const { subject, visitor } = useRead(readQueued, { queuedId })
  const open = useAction(openTicketOfVisitor, {
    refreshes: [listTickets, readQueued, listQueue],
    done: text('tickets.of-visitor-done'),
    onDone: ({ id }) => go(`/tickets/${id}`, { replace: true }),
  })
  const initial = { title: subject, category: 'general', priority: 'normal' }
  return (
    <Page
      title={text('tickets.of-visitor')}
      subtitle={text('tickets.of-visitor-subtitle')}
      back={{ to: `/visitors/${queuedId}`, text: visitor.name }}
      narrow
    >
      <Panel>
        <Form action={open} initial={initial} fixed={{ queuedId }}>
          <Asked />
          <FormFoot>
            <SubmitButton>{text('tickets.of-visitor')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

function Asked({ children }: { children?: ReactNode }) {
  const text = useText(supportTexts)
  return (
    <>
      <TextField name="title" label={text('help.what')} maxLength={255} />
      {children}
      <SelectField
        name="category"
        label={text('tickets.category')}
        options={categories.map((it) => ({ value: it, text: text(`tickets.category.${it}`) }))}
      />
      <SelectField
        name="priority"
        label={text('tickets.priority')}
        options={priorities.map((it) => ({ value: it, text: text(`tickets.priority.${it}`) }))}
      />
    </>
  )
}

/** Writes down what somebody asked on the telephone or at the counter. */
function OfMember() {
  const text = useText(supportTexts)
  const go = useGo()
  const { items: members } = useRead(listMembers, { limit: 100 })
  const open = useAction(openTicketFor, {
    refreshes: [listTickets],
    done: text('tickets.noted'),
    onDone: ({ id }) => go(`/tickets/${id}`, { replace: true }),
  })
  const initial = { title: '', words: '', category: 'general', priority: 'normal', source: 'phone' }
  return (
    <Page
      title={text('tickets.new')}
      subtitle={text('tickets.new-subtitle')}
      back={{ to: '/tickets', text: text('tickets.title') }}
      narrow
    >
      <Panel>
        <Form action={open} initial={initial} draft="ticket">
          <SelectField
            name="requesterId"
            label={text('tickets.requester')}
            options={members.map(({ id, name }) => ({ value: id, text: name }))}
            searchable
          />
          <SelectField
            name="source"
            label={text('tickets.source')}
            options={(['phone', 'email', 'agent'] as const).map((it) => ({
              value: it,
              text: text(`tickets.source.${it}`),
            }))}
          />
          <Asked>
            <TextArea name="words" label={text('tickets.told')} rows={5} maxLength={10_000} />
          </Asked>
          <FormFoot>
            <SubmitButton>{text('tickets.note-down')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}
