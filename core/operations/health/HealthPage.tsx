import { IconClipboardList } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Stack } from '#web/ui/Panel.tsx'
import { type Remark, readHealth } from './contract.ts'
import { healthTexts } from './texts.tsx'

/** What an installation is, what it lacks, and where its audits end. */
export function HealthPage() {
  const text = useText(healthTexts)
  const texts = useTexts()
  const format = useFormat()
  const { facts, faults, next, heads } = useRead(readHealth)
  const say = ({ text: key, facts: of }: Remark) => texts.say(key, of)
  return (
    <Page title={text('health.title')} subtitle={text('health.subtitle')}>
      <Stack>
        {faults.map((it) => (
          <Notice key={`${it.text} ${JSON.stringify(it.facts)}`} tone="error">
            {say(it)}
          </Notice>
        ))}
        {faults.length === 0 && <Notice tone="good">{text('health.well')}</Notice>}
        <Panel title={text('health.facts')} hint={text('health.more')}>
          <Facts
            items={[
              ...facts.map((it) => [texts.say(it.label), say(it)] as const),
              [text('health.next'), say(next)],
            ]}
          />
        </Panel>
        <Panel title={text('health.heads')} hint={text('health.heads-hint')} flush>
          <DataTable
            caption={text('health.heads')}
            rows={heads}
            rowKey={(it) => it.slug ?? ''}
            empty={
              <EmptyState icon={IconClipboardList} title={text('health.no-heads')}>
                {text('health.no-heads-hint')}
              </EmptyState>
            }
            columns={[
              {
                key: 'place',
                head: text('health.place'),
                cell: (it) => it.slug ?? text('health.registry'),
              },
              {
                key: 'rows',
                head: text('health.rows'),
                align: 'end',
                cell: (it) => format.number(it.sequence),
              },
              {
                key: 'hash',
                head: text('health.hash'),
                cell: (it) => <code title={it.hash}>{it.hash.slice(0, 16)}</code>,
              },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
