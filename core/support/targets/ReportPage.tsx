import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Stack } from '#web/ui/Panel.tsx'
import { Stat, Stats } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { supportTexts } from '../texts.tsx'
import { readReport } from './contract.ts'

const spans = ['7', '30', '90'] as const

/** How it goes, in a few figures. */
export function ReportPage() {
  const text = useText(supportTexts)
  const format = useFormat()
  const [{ days }, filter] = useFilters({ days: '' })
  const span = spans.find((it) => it === days) ?? '30'
  const { living, opened, first, resolution, ratings } = useRead(readReport, { days: Number(span) })
  const rated = ratings.reduce((sum, it) => sum + it.count, 0)
  const mean = ratings.reduce((sum, it) => sum + it.score * it.count, 0) / (rated || 1)
  const share = ({ kept, late }: typeof first) =>
    kept + late === 0 ? text('report.nothing') : format.percent(kept / (kept + late))
  const of = ({ kept, late }: typeof first) => text('report.of', { kept, all: kept + late })
  return (
    <Page
      title={text('report.title')}
      subtitle={text('report.subtitle')}
      back={{ to: '/tickets', text: text('tickets.title') }}
    >
      <Stack>
        <Segmented
          label={text('report.span')}
          value={span}
          choices={spans.map((it) => ({
            value: it,
            text: text('report.days', { count: Number(it) }),
          }))}
          onChange={(it) => filter({ days: it === '30' ? '' : it })}
        />
        <Stats>
          <Stat label={text('report.opened')} value={format.number(opened)} />
          <Stat label={text('report.first')} value={share(first)} hint={of(first)} />
          <Stat label={text('report.resolution')} value={share(resolution)} hint={of(resolution)} />
          <Stat
            label={text('report.rating')}
            value={
              rated === 0
                ? text('report.nothing')
                : text('report.mean', { mean: format.number(Math.round(mean * 10) / 10) })
            }
            hint={text('report.rated', { count: rated })}
          />
        </Stats>
        <Panel title={text('report.living')}>
          <Facts
            items={living.map(({ state, count }) => [
              text(`tickets.state.${state}`),
              format.number(count),
            ])}
          />
        </Panel>
      </Stack>
    </Page>
  )
}
