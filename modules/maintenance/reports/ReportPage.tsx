import { IconBraces, IconFileTypePdf } from '@tabler/icons-react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useParam } from '#web/go.tsx'
import { place, queryOf } from '#web/http.tsx'
import { useLive } from '#web/live.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import {
  downloadReport,
  readReport,
  reportChanged,
  type ReportView,
  retryReport,
} from './contract.ts'
import { ReportFacts } from './ReportFacts.tsx'
import { ReportLinks } from './ReportLinks.tsx'
import { reportsTexts } from './texts.tsx'

/** One report: how far it is, its files, what proves it, and the links of customers. */
export function ReportPage() {
  const text = useText(reportsTexts)
  const report = useRead(readReport, { reportId: useParam('id') })
  useLive(reportChanged, { refreshes: [readReport] })
  const { number, title, state, isSuperseded, mayShare, digest } = report
  return (
    <Page
      title={title}
      subtitle={text('reports.number', { number })}
      back={{ to: '/reports', text: text('reports.title') }}
      narrow
    >
      <Stack>
        {isSuperseded && <Notice tone="warning">{text('reports.superseded')}</Notice>}
        {state === 'making' && <Making report={report} />}
        {state === 'failed' && <Failed report={report} />}
        <Panel title={text('reports.facts')}>
          <Stack>
            <ReportFacts report={report} />
            {state === 'ready' && <ReportFiles report={report} />}
          </Stack>
        </Panel>
        {digest && <Proof report={report} />}
        {mayShare && <ReportLinks reportId={report.id} />}
      </Stack>
    </Page>
  )
}

type Shown = { report: ReportView }

const faults = {
  'documents/unavailable': 'reports.fault.unavailable',
  'documents/too-heavy': 'reports.fault.too-heavy',
  'limit-reached': 'reports.fault.full',
} as const
const faultText = (fault: string | null) =>
  faults[fault as keyof typeof faults] ?? 'reports.fault.other'

function Making({ report: { progress } }: Shown) {
  const text = useText(reportsTexts)
  return (
    <Panel>
      <label>
        {text('reports.making', { progress })}
        <progress value={progress} max={100} />
      </label>
      <p className="hint">{text('reports.making-hint')}</p>
    </Panel>
  )
}

function Failed({ report: { id, fault, mayRetry } }: Shown) {
  const text = useText(reportsTexts)
  const retry = useAction(retryReport, { refreshes: [readReport], done: text('reports.retried') })
  return (
    <Notice
      tone="error"
      action={
        mayRetry && (
          <Button small onClick={() => retry.run({ reportId: id })}>
            {text('reports.retry')}
          </Button>
        )
      }
    >
      {text('reports.failed')} {text(faultText(fault))}
    </Notice>
  )
}

function ReportFiles({ report: { id: reportId, pdfBytes, jsonBytes, fault } }: Shown) {
  const text = useText(reportsTexts)
  const { slug } = useWorkspace()
  const address = (form: 'pdf' | 'json') => {
    const { address, rest } = place(downloadReport, { reportId, form }, slug)
    return address + queryOf(rest)
  }
  return (
    <>
      {pdfBytes === null && (
        <Notice>
          {text('reports.no-pdf')} {text(faultText(fault))}
        </Notice>
      )}
      <Downloads pdfBytes={pdfBytes} jsonBytes={jsonBytes} address={address} />
    </>
  )
}

type DownloadsProps = {
  pdfBytes: number | null
  jsonBytes: number | null
  address(form: 'pdf' | 'json'): string
}

export function Downloads({ pdfBytes, jsonBytes, address }: DownloadsProps) {
  const text = useText(reportsTexts)
  const { size } = useFormat()
  return (
    <Row>
      {pdfBytes !== null && (
        <a className="button filled" href={address('pdf')} download>
          <IconFileTypePdf size={18} stroke={1.8} />
          <span>{text('reports.pdf')}</span>
          <small>{size(pdfBytes)}</small>
        </a>
      )}
      {jsonBytes !== null && (
        <a className="button quiet" href={address('json')} download>
          <IconBraces size={18} stroke={1.8} />
          <span>{text('reports.json')}</span>
          <small>{size(jsonBytes)}</small>
        </a>
      )}
    </Row>
  )
}

function Proof({ report: { digest, signedBy, pages } }: Shown) {
  const text = useText(reportsTexts)
  const { number } = useFormat()
  return (
    <Panel title={text('reports.proof')} hint={text('reports.proof-text')}>
      <Facts
        items={[
          [text('reports.digest'), <code key="digest">{digest}</code>],
          [text('reports.key'), <code key="key">{signedBy}</code>],
          ...(pages === null ? [] : [[text('reports.pages'), number(pages)] as const]),
        ]}
      />
    </Panel>
  )
}
