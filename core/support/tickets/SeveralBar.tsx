import { useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row } from '#web/ui/Panel.tsx'
import { useProblemText } from '#web/problems.tsx'
import { supportTexts } from '../texts.tsx'
import { changeTickets, countTickets, listTickets } from './contract.ts'

type Props = {
  ids: readonly string[]
  agents: readonly { id: string; name: string }[]
  onDone(): void
}

/** What can be done with those that are chosen. */
export function SeveralBar({ ids, agents, onDone }: Props) {
  const text = useText(supportTexts)
  const change = useAction(changeTickets, {
    refreshes: [listTickets, countTickets],
    done: ({ done, left }) =>
      left > 0
        ? text('tickets.several-some', { done, left })
        : text('tickets.several-done', { count: done }),
    onDone,
  })
  const problem = useProblemText(change.problem)
  const ticketIds = [...ids]
  const end = async (act: 'resolve' | 'cancel') => {
    const confirm = text(act === 'resolve' ? 'tickets.resolve' : 'tickets.cancel')
    const title = text(act === 'resolve' ? 'tickets.several-resolve' : 'tickets.several-cancel', {
      count: ids.length,
    })
    if (await ask({ title, confirm, danger: act === 'cancel' }))
      await change.run({ ticketIds, act })
  }
  return (
    <div className="ticket-bar" role="toolbar" aria-label={text('tickets.several')}>
      <Row>
        <strong role="status">{text('tickets.chosen', { count: ids.length })}</strong>
        <Menu
          label={text('tickets.assign')}
          className="button"
          items={[
            ...agents.map(({ id, name }) => ({
              text: name,
              onChoose: () => change.run({ ticketIds, act: 'assign', assigneeId: id }),
            })),
            {
              text: text('tickets.nobody'),
              onChoose: () => change.run({ ticketIds, act: 'assign', assigneeId: null }),
            },
          ]}
        >
          {text('tickets.assign')}
        </Menu>
        <Button pending={change.pending} onClick={() => end('resolve')}>
          {text('tickets.resolve')}
        </Button>
        <Button look="quiet" pending={change.pending} onClick={() => end('cancel')}>
          {text('tickets.cancel')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {text('tickets.choose-none')}
        </Button>
      </Row>
      {problem && <Notice tone="error">{problem}</Notice>}
    </div>
  )
}
