import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Facts } from '#web/ui/Panel.tsx'
import type { SharedReport } from './contract.ts'
import { reportsTexts } from './texts.tsx'

type Shown = Pick<
  SharedReport,
  | 'title'
  | 'version'
  | 'technician'
  | 'site'
  | 'equipment'
  | 'completedAt'
  | 'steps'
  | 'nonconform'
  | 'photos'
>

/** What a report is about, for the house and for its customer alike. */
export function ReportFacts({ report }: { report: Shown }) {
  const text = useText(reportsTexts)
  const { instant, number } = useFormat()
  const { title, version, technician, site, equipment, completedAt } = report
  const none = text('reports.none')
  return (
    <Facts
      items={[
        [text('reports.procedure'), text('reports.of-version', { title, version })],
        [text('reports.site'), site ?? none],
        [text('reports.equipment'), equipment ?? none],
        [text('reports.technician'), technician],
        [text('reports.day'), completedAt ? instant(completedAt) : none],
        [text('reports.steps'), number(report.steps)],
        [text('reports.nonconform'), number(report.nonconform)],
        [text('reports.photos'), number(report.photos)],
      ]}
    />
  )
}
