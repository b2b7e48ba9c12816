/** What happened, newest first: by the device's clock and by the server's. */
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { IconHistory } from '@tabler/icons-react'
import type { Happening } from '../contract.ts'
import type fr from '../locales/fr.ts'
import { executionsTexts } from '../texts.tsx'
import { listEvents } from './contract.ts'

const words = {
  begun: 'executions.event.begun',
  answered: 'executions.event.answered',
  commented: 'executions.event.commented',
  photographed: 'executions.event.photographed',
  'photo-removed': 'executions.event.photo-removed',
  'timer-started': 'executions.event.timer-started',
  'timer-ended': 'executions.event.timer-ended',
  done: 'executions.event.done',
  nonconform: 'executions.event.nonconform',
  skipped: 'executions.event.skipped',
  revised: 'executions.event.revised',
  paused: 'executions.event.paused',
  resumed: 'executions.event.resumed',
  acknowledged: 'executions.event.acknowledged',
} as const satisfies Record<Happening['kind'], keyof typeof fr>

export function History({ executionId }: { executionId: string }) {
  const text = useText(executionsTexts)
  const { instant } = useFormat()
  const { items, more, isLoadingMore } = useList(listEvents, { executionId, limit: 25 })
  return (
    <Panel title={text('executions.history')} hint={text('executions.history-hint')}>
      {items.length === 0 ? (
        <EmptyState icon={IconHistory} title={text('executions.history-none')} />
      ) : (
        <Items label={text('executions.history')}>
          {items.map((it) => (
            <Item
              key={it.id}
              title={text(words[it.what.kind])}
              hint={
                <>
                  {it.by} · {text('executions.on-device', { at: instant(it.deviceAt) })} ·{' '}
                  {text('executions.on-server', { at: instant(it.receivedAt) })}
                  {it.driftMs !== null && ` · ${text('executions.clock-wrong')}`}
                  {it.refusal && ` · ${text('executions.not-counted')}`}
                </>
              }
            />
          ))}
        </Items>
      )}
      {more && (
        <Button look="quiet" pending={isLoadingMore} onClick={more}>
          {text('executions.earlier')}
        </Button>
      )}
    </Panel>
  )
}
