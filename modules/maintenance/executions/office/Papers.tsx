import { listReports, reportChanged } from '../../reports/contract.ts'
import { ReportState } from '../../reports/ReportState.tsx'
import { reportsTexts } from '../../reports/texts.tsx'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Item, Items, Panel, Row } from '#web/ui/Panel.tsx'
import { adviceTexts } from '../../advice/texts.tsx'
import { frameTexts } from '../../frame/texts.tsx'
import type { ExecutionView } from './contract.ts'

/** Where one goes from an execution: what was made of it, and who can be asked about it. */
export function Papers({ execution }: { execution: ExecutionView }) {
  const reads = useMay('reports.read')
  return (
    <>
      {reads && execution.completedAt && <Reports executionId={execution.id} />}
      <Helpers executionId={execution.id} />
    </>
  )
}

function Reports({ executionId }: { executionId: string }) {
  const text = useText(reportsTexts)
  const { instant } = useFormat()
  const { items } = useList(listReports, { executionId })
  useLive(reportChanged, { refreshes: [listReports] })
  if (items.length === 0) return null
  return (
    <Panel title={text('reports.title')} flush>
      <Items label={text('reports.title')}>
        {items.map((it) => (
          <Item
            key={it.id}
            title={
              <Link to={`/reports/${it.id}`}>{text('reports.number', { number: it.number })}</Link>
            }
            hint={instant(it.askedAt)}
            end={<ReportState state={it.state} />}
          />
        ))}
      </Items>
    </Panel>
  )
}

function Helpers({ executionId }: { executionId: string }) {
  const text = useText(adviceTexts)
  const word = useText(frameTexts)
  const asks = useMay('advice.ask')
  const talks = useMay('ai.ask')
  if (!asks && !talks) return null
  return (
    <Row>
      {asks && (
        <LinkButton to={`/advice?execution=${executionId}`}>
          {word('maintenance.menu.advice')}
        </LinkButton>
      )}
      {talks && (
        <LinkButton to={`/assistant?about=maintenance.execution:${executionId}`}>
          {text('advice.ask-assistant')}
        </LinkButton>
      )}
    </Row>
  )
}
