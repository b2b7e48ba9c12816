import { useText } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { SettingsList } from '#web/ui/Settings.tsx'
import { settingsTexts } from './texts.tsx'

export function OverviewPage() {
  const text = useText(settingsTexts)
  return (
    <Page title={text('settings.title')} subtitle={text('settings.subtitle')}>
      <SettingsList />
    </Page>
  )
}
