import { IconChecks, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row } from '#web/ui/Panel.tsx'
import { Stat, Stats } from '#web/ui/Status.tsx'
import { discardJob, listDeadJobs, retryJob } from './contract.ts'
import { operationsTexts } from './texts.tsx'

/** The queue of the whole installation, and what gave up. */
export function InstallationPage() {
  const text = useText(operationsTexts)
  const format = useFormat()
  const { queue, items } = useRead(listDeadJobs)
  const refreshes = [listDeadJobs]
  const retry = useAction(retryJob, { refreshes, done: text('operations.retried') })
  const discard = useAction(discardJob, { refreshes, done: text('operations.discarded') })

  const drop = async (id: string) => {
    const title = text('operations.discard-ask')
    if (await ask({ title, confirm: text('operations.discard'), danger: true }))
      await discard.run({ id })
  }

  return (
    <Page title={text('operations.title')} subtitle={text('operations.subtitle')}>
      <Stats>
        <Stat label={text('operations.ready')} value={format.number(queue.ready)} />
        <Stat label={text('operations.running')} value={format.number(queue.running)} />
        <Stat label={text('operations.dead')} value={format.number(queue.dead)} />
      </Stats>
      <Panel title={text('operations.letters')} hint={text('operations.explained')} flush>
        <DataTable
          caption={text('operations.letters')}
          rows={items}
          rowKey={(job) => job.id}
          empty={
            <EmptyState icon={IconChecks} title={text('operations.none')}>
              {text('operations.none-explained')}
            </EmptyState>
          }
          columns={[
            { key: 'name', head: text('operations.job'), cell: (job) => job.name },
            {
              key: 'error',
              head: text('operations.error'),
              cell: (job) => job.error.split('\n')[0],
            },
            {
              key: 'attempts',
              head: text('operations.attempts'),
              align: 'end',
              phone: 'hide',
              cell: (job) => format.number(job.attempts),
            },
            {
              key: 'when',
              head: text('operations.when'),
              phone: 'hide',
              cell: (job) => (job.finishedAt ? format.relative(job.finishedAt) : ''),
            },
            {
              key: 'repair',
              head: '',
              cell: ({ id }) => (
                <Row>
                  <Button small icon={IconRefresh} onClick={() => void retry.run({ id })}>
                    {text('operations.retry')}
                  </Button>
                  <Button small look="quiet" icon={IconTrash} onClick={() => void drop(id)}>
                    {text('operations.discard')}
                  </Button>
                </Row>
              ),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
