import { useText } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PasskeysPanel } from './factors/PasskeysPanel.tsx'
import { SecondFactorPanel } from './factors/SecondFactorPanel.tsx'
import { LinkedAccountsPanel, ProviderNews } from './providers/elsewhere.tsx'
import { PasswordPanel } from './PasswordPanel.tsx'
import { identityTexts } from './texts.tsx'

/** Everything by which somebody proves who they are, one panel each. */
export function SecurityPage() {
  const text = useText(identityTexts)
  return (
    <Page title={text('password.title')} narrow>
      <ProviderNews />
      <PasswordPanel />
      <SecondFactorPanel />
      <PasskeysPanel />
      <LinkedAccountsPanel />
    </Page>
  )
}
