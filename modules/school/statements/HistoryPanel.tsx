import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { place, queryOf } from '#web/http.tsx'
import { useWorkspace } from '#web/session.tsx'
import { languageOf } from '#kernel/text.ts'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { useDates } from '../exchange/dates.tsx'
import { useUnits } from '../exchange/units.tsx'
import { BalanceChart } from './BalanceChart.tsx'
import { downloadStatement, readHistory } from './contract.ts'
import './statements.css'
import { statementsTexts } from './texts.tsx'

/** How my balance came about: a line, the months behind it, and the same as a file. */
export function HistoryPanel({ from }: { from?: string | undefined }) {
  const text = useText(statementsTexts)
  const history = useRead(readHistory, from ? { from } : {})
  const [locale] = useLocale()
  const { slug } = useWorkspace()
  const language = languageOf(locale)
  const { address, rest } = place(downloadStatement, { language, ...(from ? { from } : {}) }, slug)
  return (
    <Panel title={text('statements.chart')}>
      {history.days.length > 0 ? (
        <>
          <BalanceChart {...history} />
          <Figures months={history.months} />
          <div className="history-actions">
            <a className="button quiet small" href={address + queryOf(rest)} download>
              <IconDownload size={18} stroke={1.8} />
              <span>{text('statements.download')}</span>
            </a>
            <Button small look="quiet" icon={IconPrinter} onClick={() => window.print()}>
              {text('statements.print')}
            </Button>
          </div>
        </>
      ) : (
        <p className="hint">{text('statements.nothing')}</p>
      )}
    </Panel>
  )
}

type Month = { month: string; earned: number; spent: number; other: number; balance: number }

/** What the line says, in figures: for who does not see it, and for who wants to know. */
function Figures({ months }: { months: readonly Month[] }) {
  const text = useText(statementsTexts)
  const units = useUnits()
  const { month: monthOf } = useDates()
  return (
    <details className="figures">
      <summary>{text('statements.as-table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{text('statements.month')}</th>
            <th scope="col">{text('statements.earned')}</th>
            <th scope="col">{text('statements.spent')}</th>
            <th scope="col">{text('statements.other')}</th>
            <th scope="col">{text('statements.balance')}</th>
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map((it) => (
            <tr key={it.month}>
              <th scope="row">{monthOf(`${it.month}-15`)}</th>
              <td>{units.plain(it.earned)}</td>
              <td>{units.plain(it.spent)}</td>
              <td>{units.signed(it.other)}</td>
              <td>{units.plain(it.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
