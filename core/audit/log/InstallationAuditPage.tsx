import { useText } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { auditTexts } from '../texts.tsx'
import { ActList, DownloadActs } from './ActList.tsx'
import { downloadInstallationActs, listInstallationActs } from './contract.ts'

/** What was done to accounts, workspaces and jobs. */
export function InstallationAuditPage() {
  const text = useText(auditTexts)
  return (
    <Page
      title={text('acts.installation')}
      subtitle={text('acts.installation-subtitle')}
      actions={<DownloadActs endpoint={downloadInstallationActs} />}
    >
      <ActList endpoint={listInstallationActs} />
    </Page>
  )
}
