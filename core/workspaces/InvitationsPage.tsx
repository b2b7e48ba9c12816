import { IconMailPlus } from '@tabler/icons-react'
import { VerifyNotice } from '#core/identity/ui.tsx'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { usePerson } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Item, Items, Panel } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import { type Invitation, INVITATION_DAYS, listInvitations } from './contract.ts'
import { InvitationMenu } from './InvitationMenu.tsx'
import { InviteForm } from './InviteForm.tsx'
import { useRoles } from './words.tsx'
import { workspacesTexts } from './texts.tsx'

export function InvitationsPage() {
  const text = useText(workspacesTexts)
  const { items } = useRead(listInvitations)
  const isVerified = usePerson().verified !== false

  return (
    <Page
      title={text('invitations.title')}
      subtitle={text('invitations.subtitle', { days: INVITATION_DAYS })}
    >
      <VerifyNotice />
      <Columns>
        {isVerified && (
          <Panel title={text('invitations.new')}>
            <InviteForm />
          </Panel>
        )}
        <Panel title={text('invitations.pending')} flush>
          {items.length === 0 ? (
            <EmptyState icon={IconMailPlus} title={text('invitations.none')}>
              {text('invitations.none-hint')}
            </EmptyState>
          ) : (
            <Items label={text('invitations.pending')}>
              {items.map((it) => (
                <Waiting key={it.id} invitation={it} />
              ))}
            </Items>
          )}
        </Panel>
      </Columns>
    </Page>
  )
}

function Waiting({ invitation }: { invitation: Invitation }) {
  const text = useText(workspacesTexts)
  const format = useFormat()
  const { roleText } = useRoles()
  const { email, roles, invitedBy, expiresAt, isExpired } = invitation
  return (
    <Item
      lead={<Avatar name={email} />}
      title={email}
      hint={
        <>
          {text('invitations.from', { role: roleText(roles), name: invitedBy })}
          <br />
          <Status tone={isExpired ? 'off' : 'wait'}>
            {isExpired
              ? text('invitations.expired')
              : text('invitations.expires', { when: format.relative(expiresAt) })}
          </Status>
        </>
      }
      end={<InvitationMenu invitation={invitation} />}
    />
  )
}
