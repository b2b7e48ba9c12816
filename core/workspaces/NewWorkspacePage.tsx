import { IconUserHeart } from '@tabler/icons-react'
import { VerifyNotice } from '#core/identity/ui.tsx'
import { useRead } from '#web/api.tsx'
import { useEnter, usePerson } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { readSetup } from './contract.ts'
import type fr from './locales/fr.ts'
import { WorkspaceForm } from './WorkspaceForm.tsx'

export function NewWorkspacePage() {
  const text = useText<typeof fr>()
  const enter = useEnter()
  const { signup } = useRead(readSetup)
  const { admin } = usePerson()
  const isClosed = signup === 'invited' && admin !== true

  return (
    <Page
      narrow
      title={text('spaces.new')}
      subtitle={text('spaces.new-subtitle')}
      back={{ to: '/workspaces', text: text('spaces.title') }}
    >
      <VerifyNotice />
      <Panel>
        {isClosed ? (
          <EmptyState icon={IconUserHeart} title={text('spaces.closed')}>
            {text('spaces.closed-hint')}
          </EmptyState>
        ) : (
          <WorkspaceForm onOpened={(slug) => enter(`/app/${slug}`)} />
        )}
      </Panel>
    </Page>
  )
}
