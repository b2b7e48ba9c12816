import { listMembers } from '#core/workspaces/contract.ts'
import { useRead } from '#web/api.tsx'
import type shell from '#web/locales/fr.ts'
import { useText } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { auditTexts } from '../texts.tsx'
import { ActList, DownloadActs } from './ActList.tsx'
import { downloadActs, listActs } from './contract.ts'

/** Who did what in this workspace. */
export function AuditPage() {
  const text = useText(auditTexts)
  const shellText = useText<typeof shell>()
  const { items } = useRead(listMembers, { limit: 100 })
  return (
    <Page
      title={text('acts.title')}
      subtitle={text('acts.subtitle')}
      back={{ to: '/settings', text: shellText('app.settings') }}
      actions={<DownloadActs endpoint={downloadActs} />}
    >
      <ActList endpoint={listActs} people={items.map((it) => ({ value: it.id, text: it.name }))} />
    </Page>
  )
}
