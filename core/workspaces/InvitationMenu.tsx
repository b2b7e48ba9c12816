/** What may be done with an invitation that waits. */
import { IconMailForward, IconMailX } from '@tabler/icons-react'
import { useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { type Invitation, inviteMember, listInvitations, withdrawInvitation } from './contract.ts'
import { useRefusal } from './MemberMenu.tsx'
import { workspacesTexts } from './texts.tsx'

export function InvitationMenu({ invitation }: { invitation: Invitation }) {
  const text = useText(workspacesTexts)
  const { id, email, roles } = invitation
  const refreshes = [listInvitations]
  const resend = useAction(inviteMember, { refreshes, done: text('invitations.resent', { email }) })
  const withdraw = useAction(withdrawInvitation, { refreshes, done: text('invitations.withdrawn') })
  useRefusal(resend)
  useRefusal(withdraw)
  const drop = async () => {
    const isSure = await ask({
      title: text('invitations.withdraw-ask', { email }),
      text: text('invitations.withdraw-text'),
      confirm: text('invitations.withdraw'),
      danger: true,
    })
    if (isSure) await withdraw.run({ invitationId: id })
  }
  return (
    <Menu
      label={text('invitations.actions', { email })}
      items={[
        {
          text: text('invitations.resend'),
          icon: IconMailForward,
          onChoose: () => resend.run({ email, roles }),
        },
        {
          text: text('invitations.withdraw'),
          icon: IconMailX,
          danger: true,
          onChoose: drop,
        },
      ]}
    />
  )
}
