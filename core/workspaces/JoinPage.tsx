/** The page behind an invitation's link: who invites, where, and the way in. */
import { IconMailOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type * as z from 'zod/mini'
import { useAction } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useEnter } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { useTint } from '#web/tint.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { GuestPage, PageSkeleton } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { Person, PlaceSign } from '#web/ui/Status.tsx'
import { acceptInvitation, previewInvitation } from './contract.ts'
import { JoinDoor } from './JoinDoor.tsx'
import { useRoles } from './words.tsx'
import { workspacesTexts } from './texts.tsx'

export function JoinPage() {
  const text = useText(workspacesTexts)
  const [{ token }] = useFilters({ token: '' })
  const preview = useAction(previewInvitation)
  const asked = useRef('')
  useEffect(() => {
    if (asked.current === token || token === '') return
    asked.current = token
    void preview.run({ token })
  })
  if (preview.reply) return <Invited token={token} invitation={preview.reply} />
  if (token && !preview.problem) return <PageSkeleton />
  return (
    <GuestPage title={text('join.gone')}>
      <EmptyState
        icon={IconMailOff}
        title={text('join.gone-hint')}
        action={<LinkButton to="/app">{text('join.home')}</LinkButton>}
      />
    </GuestPage>
  )
}

type InvitedProps = { token: string; invitation: z.output<typeof previewInvitation.reply> }

function Invited({ token, invitation }: InvitedProps) {
  const text = useText(workspacesTexts)
  const format = useFormat()
  const { roleText } = useRoles()
  const enter = useEnter()
  const { workspace, email, invitedBy, roles, expiresAt } = invitation
  useTint(workspace.colour)
  const accept = useAction(acceptInvitation, { onDone: ({ slug }) => enter(`/app/${slug}`) })
  const refusal = useProblemText(accept.problem)

  return (
    <GuestPage
      title={text('join.title', { workspace: workspace.name })}
      subtitle={text('join.until', { email, day: format.day(expiresAt) })}
    >
      <Stack>
        {workspace.logo && <PlaceSign name={workspace.name} logo={workspace.logo} />}
        <Person
          name={text('join.invited', { inviter: invitedBy })}
          hint={text('join.role', { role: roleText(roles) })}
        />
        {refusal && <Notice tone="error">{refusal}</Notice>}
        <JoinDoor
          email={email}
          workspace={workspace.name}
          isPending={accept.pending}
          onReady={async () => void (await accept.run({ token }))}
        />
      </Stack>
    </GuestPage>
  )
}
