import { IconLinkOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { ApiProvider, useCall } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters, useParam } from '#web/go.tsx'
import { overHttp, place, queryOf } from '#web/http.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { GuestPage, PageSkeleton } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { downloadSharedReport, openSharedReport, type SharedReport } from './contract.ts'
import { ReportFacts } from './ReportFacts.tsx'
import { Downloads } from './ReportPage.tsx'
import { reportsTexts } from './texts.tsx'

/** Where a customer's link leads: the house is in the address, the right to read in the token. */
export function SharedReportPage() {
  const texts = useTexts()
  const slug = useParam('slug')
  const [call] = useState(() => overHttp({ slug, locale: () => texts.locale }))
  return (
    <ApiProvider key={slug} call={call} place={slug}>
      <Shared slug={slug} />
    </ApiProvider>
  )
}

export function Shared({ slug }: { slug: string }) {
  const text = useText(reportsTexts)
  const call = useCall()
  const [{ token }] = useFilters({ token: '' })
  const [report, keep] = useState<SharedReport>()
  const [fault, fail] = useState<unknown>()
  const said = useProblemText(fault)
  useEffect(() => {
    call(openSharedReport, { token }).then(keep, (error: unknown) => fail(() => error))
  }, [call, token])
  if (fault)
    return (
      <GuestPage title={text('reports.shared.not-here')}>
        <EmptyState icon={IconLinkOff} title={said} />
      </GuestPage>
    )
  if (!report) return <PageSkeleton />
  return <Read report={report} slug={slug} token={token} />
}

type ReadProps = { report: SharedReport; slug: string; token: string }

function Read({ report, slug, token }: ReadProps) {
  const text = useText(reportsTexts)
  const { day } = useFormat()
  const { house, number, isSuperseded, signedBy, expiresAt, pdfBytes, jsonBytes } = report
  const address = (form: 'pdf' | 'json') => {
    const { address, rest } = place(downloadSharedReport, { token, form }, slug)
    return address + queryOf(rest)
  }
  return (
    <GuestPage title={text('reports.shared.title', { number })} subtitle={house}>
      <Stack>
        {isSuperseded && (
          <Notice tone="warning">{text('reports.shared.superseded', { house })}</Notice>
        )}
        <ReportFacts report={report} />
        <Downloads pdfBytes={pdfBytes} jsonBytes={jsonBytes} address={address} />
        <p className="hint">
          {signedBy && text('reports.shared.verify', { key: signedBy })}{' '}
          {text('reports.shared.until', { day: day(expiresAt) })}
        </p>
      </Stack>
    </GuestPage>
  )
}
