import { VerifyNotice } from '#core/identity/ui.tsx'
import { useRead } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { useEnter, usePerson } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { readSetup } from './contract.ts'
import { RequestForm } from './lifecycle/RequestForm.tsx'
import { WorkspaceForm } from './WorkspaceForm.tsx'
import { workspacesTexts } from './texts.tsx'
import { lifecycleTexts } from './lifecycle/texts.tsx'

export function NewWorkspacePage() {
  const text = useText(workspacesTexts, lifecycleTexts)
  const enter = useEnter()
  const go = useGo()
  const { signup } = useRead(readSetup)
  const { admin } = usePerson()
  const isClosed = signup === 'invited' && admin !== true

  return (
    <Page
      narrow
      title={text(isClosed ? 'life.ask-title' : 'spaces.new')}
      subtitle={text('spaces.new-subtitle')}
      back={{ to: '/workspaces', text: text('spaces.title') }}
    >
      <VerifyNotice />
      <Panel>
        {isClosed ? (
          <RequestForm onAsked={() => void go('/workspaces')} />
        ) : (
          <WorkspaceForm onOpened={(slug) => enter(`/app/${slug}`)} />
        )}
      </Panel>
    </Page>
  )
}
