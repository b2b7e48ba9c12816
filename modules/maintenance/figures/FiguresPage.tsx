import { IconChartBar, IconDownload } from '@tabler/icons-react'
import { languageOf } from '#kernel/text.ts'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { place, queryOf } from '#web/http.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Panel, Stack } from '#web/ui/Panel.tsx'
import { Stat, Stats } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { Bars } from './Bars.tsx'
import { downloadFigures, type Figures, readFigures, spans } from './contract.ts'
import { figuresTexts } from './texts.tsx'

/** How the work stands, in figures that lead nowhere wrong: each is a count of rows. */
export function FiguresPage() {
  const text = useText(figuresTexts)
  const [asked, filter] = useFilters({ days: '' })
  const days = spans.find((it) => String(it) === asked.days) ?? 90
  const figures = useRead(readFigures, { days })
  const [locale] = useLocale()
  const { slug } = useWorkspace()
  const file = place(downloadFigures, { days, language: languageOf(locale) }, slug)
  return (
    <Page
      title={text('figures.title')}
      subtitle={text('figures.subtitle')}
      actions={
        <a className="button quiet" href={file.address + queryOf(file.rest)} download>
          <IconDownload size={18} stroke={1.8} />
          <span>{text('figures.download')}</span>
        </a>
      }
    >
      <Stack>
        <Segmented
          label={text('figures.span')}
          value={String(days)}
          choices={spans.map((it) => ({
            value: String(it),
            text: text('figures.days', { days: it }),
          }))}
          onChange={(it) => filter({ days: it })}
        />
        {figures.states.length === 0 ? (
          <Panel>
            <EmptyState icon={IconChartBar} title={text('figures.empty')}>
              {text('figures.empty-hint')}
            </EmptyState>
          </Panel>
        ) : (
          <Shown figures={figures} />
        )}
      </Stack>
    </Page>
  )
}

function Shown({ figures }: { figures: Figures }) {
  const text = useText(figuresTexts)
  const { number, units } = useFormat()
  const { states, late, followups, review, nonconform, completed, meanMs, months } = figures
  const countOf = (...wanted: Figures['states'][number]['state'][]) =>
    states.filter((it) => wanted.includes(it.state)).reduce((sum, it) => sum + it.count, 0)
  const time = (ms: number | null) => (ms === null ? '–' : units(Math.round(ms / 60_000)))
  return (
    <>
      <Stats>
        <Stat label={text('figures.running')} value={number(countOf('in_progress', 'paused'))} />
        <Stat
          label={text('figures.late')}
          value={number(late)}
          {...(late > 0 ? { tone: 'bad' as const } : {})}
        />
        <Stat label={text('figures.completed')} value={number(completed)} />
        <Stat label={text('figures.mean')} value={time(meanMs)} />
        <Stat
          label={text('figures.followups')}
          value={number(followups.open)}
          hint={text('figures.overdue', { count: followups.overdue })}
        />
        <Stat
          label={text('figures.review')}
          value={number(review.versions + review.tips)}
          hint={text('figures.review-hint', review)}
        />
      </Stats>
      <Columns>
        <Panel title={text('figures.states')}>
          <Bars
            title={text('figures.states')}
            bars={states.map(({ state, count }) => ({
              key: state,
              name: text(`figures.state.${state}`),
              ...{ count, shown: number(count) },
            }))}
          />
        </Panel>
        <Months months={months} time={time} />
      </Columns>
      <Columns>
        <Wrong title={text('figures.by-site')} places={nonconform.sites} />
        <Wrong title={text('figures.by-equipment')} places={nonconform.equipment} />
      </Columns>
    </>
  )
}

type Places = Figures['nonconform']['sites']

function Wrong({ title, places }: { title: string; places: Places }) {
  const text = useText(figuresTexts)
  const { number } = useFormat()
  return (
    <Panel title={title}>
      {places.length === 0 ? (
        <p className="hint">{text('figures.none')}</p>
      ) : (
        <Bars
          title={title}
          bars={places.map(({ id, name, count }) => ({
            ...{ key: id, name, count, isBad: true },
            shown: number(count),
          }))}
        />
      )}
    </Panel>
  )
}

type MonthsProps = { months: Figures['months']; time(ms: number | null): string }

function Months({ months, time }: MonthsProps) {
  const text = useText(figuresTexts)
  const { number } = useFormat()
  const [locale] = useLocale()
  const names = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' })
  return (
    <Panel title={text('figures.by-month')}>
      <div className="months" role="region" aria-label={text('figures.by-month')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text('figures.month')}</th>
              <th scope="col">{text('figures.completed')}</th>
              <th scope="col">{text('figures.nonconform')}</th>
              <th scope="col">{text('figures.mean')}</th>
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map((it) => (
              <tr key={it.month}>
                <th scope="row">{names.format(new Date(`${it.month}-15T12:00:00`))}</th>
                <td>{number(it.completed)}</td>
                <td>{number(it.nonconform)}</td>
                <td>{time(it.meanMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
