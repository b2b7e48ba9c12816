import { IconDownload, IconSparkles } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { place } from '#web/http.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Stat, Stats } from '#web/ui/Status.tsx'
import { aiTexts } from '../texts.tsx'
import { exportAiUsage, readAiUsage } from './contract.ts'

const MICROS_PER_CENT = 10_000

/** What was asked of models, for what, and what is left. */
export function AiUsagePage() {
  const text = useText(aiTexts)
  const texts = useTexts()
  const format = useFormat()
  const { slug } = useWorkspace()
  const { credits, total, lines } = useRead(readAiUsage)
  const { granted, left, reserved } = credits
  const price = (micros: number) => format.money(micros / MICROS_PER_CENT)
  const below = [
    granted !== null && text('ai.left-of', { most: format.number(granted) }),
    reserved > 0 && text('ai.reserved', { count: reserved }),
  ].filter(Boolean)
  return (
    <SettingsPage title={text('ai.usage-title')} subtitle={text('ai.usage-hint')}>
      <Stack>
        <Stats>
          <Stat
            label={text('ai.left')}
            value={left === null ? text('ai.unlimited') : format.number(left)}
            hint={below.join(' · ')}
          />
          <Stat label={text('ai.spent')} value={format.number(total.credits)} />
          <Stat
            label={text('ai.price')}
            value={price(total.costMicros)}
            hint={
              total.unpriced > 0
                ? text('ai.unpriced', { count: total.unpriced })
                : text('ai.price-hint')
            }
          />
        </Stats>
        <Panel
          flush
          title={text('ai.by-day')}
          actions={
            lines.length > 0 && (
              <a
                className="button quiet small"
                href={place(exportAiUsage, {}, slug).address}
                download
              >
                <IconDownload size={18} stroke={1.8} />
                <span>{text('ai.export')}</span>
              </a>
            )
          }
        >
          <DataTable
            caption={text('ai.by-day')}
            rows={lines}
            rowKey={(it) => `${it.day} ${it.purpose}`}
            columns={[
              { key: 'day', head: text('ai.day'), cell: (it) => format.day(it.day) },
              { key: 'purpose', head: text('ai.purpose'), cell: (it) => texts.say(it.text) },
              {
                key: 'calls',
                head: text('ai.calls'),
                align: 'end',
                cell: (it) => format.number(it.calls),
              },
              {
                key: 'tokens',
                head: text('ai.tokens'),
                align: 'end',
                phone: 'hide',
                cell: (it) => format.number(it.tokens),
              },
              {
                key: 'credits',
                head: text('ai.credits'),
                align: 'end',
                phone: 'end',
                cell: (it) => format.number(it.credits),
              },
              {
                key: 'cost',
                head: text('ai.cost-head'),
                align: 'end',
                phone: 'hide',
                cell: (it) => price(it.costMicros),
              },
            ]}
            empty={
              <EmptyState icon={IconSparkles} title={text('ai.usage-empty')}>
                {text('ai.usage-empty-hint')}
              </EmptyState>
            }
          />
        </Panel>
      </Stack>
    </SettingsPage>
  )
}
