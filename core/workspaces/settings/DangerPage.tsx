/** What ends something: one panel each, the mildest first. */
import { useAction } from '#web/api.tsx'
import { useEnter, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { leaveWorkspace } from '../contract.ts'
import { EndingPanels } from '../lifecycle/EndingPanels.tsx'
import { useRefusal } from '../MemberMenu.tsx'
import { settingsTexts } from './texts.tsx'

export function DangerPage() {
  const text = useText(settingsTexts)
  return (
    <SettingsPage title={text('settings.danger')} subtitle={text('settings.danger-hint')}>
      <Leaving />
      <EndingPanels />
    </SettingsPage>
  )
}

function Leaving() {
  const text = useText(settingsTexts)
  const { name } = useWorkspace()
  const enter = useEnter()
  const leave = useAction(leaveWorkspace, { onDone: () => enter('/app') })
  useRefusal(leave)
  const leaveForGood = async () => {
    const isSure = await ask({
      title: text('settings.leave-ask', { name }),
      text: text('settings.leave-hint'),
      confirm: text('settings.leave-confirm'),
      danger: true,
    })
    if (isSure) await leave.run()
  }
  return (
    <Panel title={text('settings.leave')} hint={text('settings.leave-hint')}>
      <Button look="danger" pending={leave.pending} onClick={() => void leaveForGood()}>
        {text('settings.leave-confirm')}
      </Button>
    </Panel>
  )
}
