/** The first days of a workspace, for whoever opens it: gone once somebody else is inside. */
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { VerifyNotice } from '#core/identity/ui.tsx'
import { useRead } from '#web/api.tsx'
import { usePerson, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { listInvitations, listMembers } from './contract.ts'
import './workspaces.css'
import { workspacesTexts } from './texts.tsx'

export function FirstSteps() {
  const text = useText(workspacesTexts)
  const { name } = useWorkspace()
  const isVerified = usePerson().verified !== false
  const members = useRead(listMembers, { limit: 2 }).items
  const invitations = useRead(listInvitations).items
  const hasJoined = members.length > 1
  const hasInvited = hasJoined || invitations.length > 0
  const invite = (
    <LinkButton look="filled" small to="/invitations">
      {text('home.do-invite')}
    </LinkButton>
  )
  const steps = [
    { title: text('home.step-open'), hint: text('home.step-open-hint', { name }), isDone: true },
    {
      title: text('home.step-verify'),
      hint: text('home.step-verify-hint'),
      isDone: isVerified,
    },
    {
      title: text('home.step-invite'),
      hint: text('home.step-invite-hint'),
      isDone: hasInvited,
      end: isVerified && !hasInvited && invite,
    },
    {
      title: text('home.step-welcome'),
      hint: text('home.step-welcome-hint'),
      isDone: hasJoined,
    },
  ]
  const done = steps.filter((it) => it.isDone).length
  if (done === steps.length) return null

  return (
    <>
      <VerifyNotice />
      <Panel
        title={text('home.steps')}
        actions={<Tag>{text('home.steps-done', { done, all: steps.length })}</Tag>}
      >
        <Items label={text('home.steps')}>
          {steps.map(({ title, hint, isDone, end }) => (
            <Item
              key={title}
              lead={<Tick isDone={isDone} />}
              title={isDone ? <span className="quiet">{title}</span> : title}
              hint={!isDone && hint}
              end={end}
            />
          ))}
        </Items>
      </Panel>
    </>
  )
}

function Tick({ isDone }: { isDone: boolean }) {
  const text = useText(workspacesTexts)
  const Mark = isDone ? IconCircleCheckFilled : IconCircle
  return (
    <span className="tick" data-done={isDone || undefined}>
      <Mark size={22} stroke={1.5} aria-hidden="true" />
      <span className="unseen">{text(isDone ? 'home.step-done' : 'home.step-next')}</span>
    </span>
  )
}
