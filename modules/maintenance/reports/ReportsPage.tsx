import { IconFileCertificate } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { listReports, reportChanged } from './contract.ts'
import { ReportState } from './ReportState.tsx'
import { reportsTexts } from './texts.tsx'

/** What was done on site, as documents: mine, or everybody's for who oversees. */
export function ReportsPage() {
  const text = useText(reportsTexts)
  const { day, number } = useFormat()
  const { items, more, isLoadingMore, stale } = useList(listReports, {})
  useLive(reportChanged, { refreshes: [listReports] })
  return (
    <Page title={text('reports.title')} subtitle={text('reports.subtitle')}>
      <Panel flush>
        <DataTable
          caption={text('reports.title')}
          rows={items}
          rowKey={(it) => it.id}
          to={(it) => `/reports/${it.id}`}
          stale={stale}
          more={more}
          isLoadingMore={isLoadingMore}
          empty={
            <EmptyState icon={IconFileCertificate} title={text('reports.empty')}>
              {text('reports.empty-hint')}
            </EmptyState>
          }
          columns={[
            { key: 'title', head: text('reports.procedure'), cell: (it) => it.title },
            {
              key: 'site',
              head: text('reports.site'),
              cell: (it) => it.site ?? text('reports.none'),
            },
            {
              key: 'technician',
              head: text('reports.technician'),
              phone: 'hide',
              cell: (it) => it.technician,
            },
            {
              key: 'nonconform',
              head: text('reports.nonconform'),
              align: 'end',
              phone: 'hide',
              cell: (it) => number(it.nonconform),
            },
            {
              key: 'state',
              head: text('reports.state'),
              phone: 'hide',
              cell: (it) => <ReportState state={it.state} />,
            },
            {
              key: 'day',
              head: text('reports.day'),
              align: 'end',
              phone: 'end',
              cell: (it) => (it.completedAt ? day(it.completedAt) : ''),
            },
          ]}
        />
      </Panel>
    </Page>
  )
}
