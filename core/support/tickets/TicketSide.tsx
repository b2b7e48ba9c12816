import { type Action, useAction, useRead } from '#web/api.tsx'
import * as z from 'zod/mini'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Facts, Item, Items, Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { Status } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import * as contract from './contract.ts'
import { categories, priorities, ticketStates } from './rules.ts'
import { MergeForm } from './MergeForm.tsx'
import { StepWords } from './StepWords.tsx'
import { PromiseWords, StateMark } from './words.tsx'

const refreshes = [contract.readTicket, contract.listTickets, contract.countTickets]
type Props = { ticket: contract.Ticket }

/** What is known of a request, what it hangs together with, and what happened to it. */
export function TicketSide({ ticket }: Props) {
  const isOver = ticket.state === 'closed' || ticket.state === 'cancelled'
  return (
    <div className="ticket-side stack">
      <Known ticket={ticket} />
      {!isOver && <ChangeForm key={`${ticket.id}${ticket.updatedAt}`} ticket={ticket} />}
      <Together ticket={ticket} />
      <History ticket={ticket} />
    </div>
  )
}

function Known({ ticket }: Props) {
  const text = useText(supportTexts)
  const format = useFormat()
  const { requester, source, first, resolution, openedAt, rating } = ticket
  const known = ['web', 'agent', 'phone', 'email', 'visitor'] as const
  const from = known.find((it) => it === source)
  return (
    <Panel title={text('tickets.facts')}>
      <Facts
        items={[
          [text('tickets.requester'), <Asker key="asker" requester={requester} />],
          [text('tickets.first'), <PromiseWords key="first" promise={first} />],
          [text('tickets.resolution'), <PromiseWords key="resolution" promise={resolution} />],
          [text('tickets.opened'), format.instant(openedAt)],
          [text('tickets.source'), from ? text(`tickets.source.${from}`) : source],
          ...(rating
            ? [
                [
                  text('tickets.rating'),
                  text('tickets.rating-of', { score: rating.score, words: rating.words }),
                ] as const,
              ]
            : []),
        ]}
      />
    </Panel>
  )
}

function Asker({ requester: { name, visitor } }: Pick<contract.Ticket, 'requester'>) {
  const text = useText(supportTexts)
  if (!visitor) return name ?? text('tickets.erased')
  return (
    <>
      {name}{' '}
      <Status tone={visitor.isVerified ? 'good' : 'wait'}>
        {text(visitor.isVerified ? 'tickets.visitor' : 'tickets.visitor-not-verified')}
      </Status>
    </>
  )
}

/** Nobody is chosen by a word of its own: a list of people has no empty line. */
const NOBODY = 'nobody'
const Typed = z.object({
  priority: contract.Priority,
  category: contract.Category,
  assigneeId: z.string(),
  tags: z.optional(z.string().check(z.maxLength(400))),
})
const tagsIn = (typed: string) =>
  typed
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)

function ChangeForm({ ticket }: Props) {
  const text = useText(supportTexts)
  const { items: agents } = useRead(contract.listAgents)
  const { id: ticketId, priority, category, tags, assignee, state } = ticket
  const change = useAction(contract.changeTicket, { refreshes, done: text('tickets.saved') })
  const assign = useAction(contract.assignTicket, { refreshes })
  const isLiving = state !== 'resolved'
  const action: Action = {
    ...change,
    problem: change.problem ?? assign.problem,
    run: async (typed) => {
      const assigneeId = typed['assigneeId'] === NOBODY ? null : String(typed['assigneeId'])
      if (isLiving && assigneeId !== (assignee?.id ?? null)) {
        const assigned = await assign.run({ ticketId, assigneeId })
        if (!assigned) return undefined
      }
      const { priority, category } = typed as z.output<typeof Typed>
      return change.run({ ticketId, priority, category, tags: tagsIn(String(typed['tags'] ?? '')) })
    },
  }
  const initial = {
    priority,
    category,
    assigneeId: assignee?.id ?? NOBODY,
    tags: tags.join(', '),
  }
  return (
    <Panel title={text('tickets.handling')}>
      <Form action={action} shape={Typed} initial={initial}>
        {isLiving && (
          <SelectField
            name="assigneeId"
            label={text('tickets.assignee')}
            options={[
              { value: NOBODY, text: text('tickets.nobody') },
              ...agents.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
        )}
        <SelectField
          name="priority"
          label={text('tickets.priority')}
          options={priorities.map((it) => ({ value: it, text: text(`tickets.priority.${it}`) }))}
        />
        <SelectField
          name="category"
          label={text('tickets.category')}
          options={categories.map((it) => ({ value: it, text: text(`tickets.category.${it}`) }))}
        />
        <TextField name="tags" label={text('tickets.tags')} hint={text('tickets.tags-hint')} />
        <FormFoot>
          <SubmitButton look="plain">{text('tickets.save')}</SubmitButton>
        </FormFoot>
      </Form>
    </Panel>
  )
}

function Together({ ticket }: Props) {
  const text = useText(supportTexts)
  const { links, duplicateOf, duplicates, follows, moves } = ticket
  const others = [
    ...(duplicateOf ? [{ ...duplicateOf, as: text('tickets.duplicate-of') }] : []),
    ...(follows ? [{ ...follows, as: text('tickets.follows') }] : []),
    ...duplicates.map((it) => ({ ...it, as: text('tickets.duplicate') })),
  ]
  if (others.length === 0 && links.length === 0 && !moves.includes('cancel')) return null
  return (
    <Panel title={text('tickets.together')}>
      {others.length + links.length > 0 && (
        <Items label={text('tickets.together')}>
          {others.map(({ id, number, title, state, as }) => (
            <Item
              key={id}
              title={<Link to={`/tickets/${id}`}>{title || text('tickets.erased-title')}</Link>}
              hint={`${as} · ${text('tickets.no', { number })}`}
              end={ticketStates.includes(state) && <StateMark state={state} />}
            />
          ))}
          {links.map(({ id, title, path }) => (
            <Item key={id} title={<Link to={path as `/${string}`}>{title}</Link>} />
          ))}
        </Items>
      )}
      {moves.includes('cancel') && <MergeForm ticketId={ticket.id} />}
    </Panel>
  )
}

function History({ ticket: { steps } }: Props) {
  const text = useText(supportTexts)
  const format = useFormat()
  return (
    <Panel title={text('tickets.history')}>
      <Items label={text('tickets.history')}>
        {steps.map((it) => (
          <Item key={it.id} title={<StepWords step={it} />} hint={format.instant(it.at)} />
        ))}
      </Items>
    </Panel>
  )
}
