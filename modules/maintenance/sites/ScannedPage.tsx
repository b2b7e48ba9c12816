import { IconQrcode } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useRead } from '#web/api.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page, PageSkeleton } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { findByLabel } from './contract.ts'
import { sitesTexts } from './texts.tsx'

/** Where a label leads members: straight to the equipment and its history. */
export function ScannedPage() {
  const text = useText(sitesTexts)
  const [{ code }] = useFilters({ code: '' })
  if (!/^[\w-]{22}$/.test(code))
    return (
      <Page title={text('sites.fault.unknown')} narrow>
        <Panel>
          <EmptyState icon={IconQrcode} title={text('sites.fault.unknown')}>
            {text('sites.fault.unknown-hint')}
          </EmptyState>
        </Panel>
      </Page>
    )
  return <Found code={code} />
}

function Found({ code }: { code: string }) {
  const go = useGo()
  const { equipmentId } = useRead(findByLabel, { code })
  useEffect(() => void go(`/equipment/${equipmentId}`, { replace: true }), [go, equipmentId])
  return <PageSkeleton />
}
