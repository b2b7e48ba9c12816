import { Suspense, useState } from 'react'
import { VerifyNotice } from '#core/identity/ui.tsx'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useMenu } from '#web/pages.tsx'
import { useMay, usePerson, useWorkspace } from '#web/session.tsx'
import { Quiet } from '#web/shell/Quiet.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { listMembers } from './contract.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { LifeNotice } from './lifecycle/LifeNotice.tsx'
import { useRoles } from './words.tsx'
import './workspaces.css'
import { workspacesTexts } from './texts.tsx'

/** What to do next, for whoever comes in. */
export function HomePage() {
  const text = useText(workspacesTexts)
  const format = useFormat()
  const [today] = useState(() => new Date())
  const user = usePerson()
  const workspace = useWorkspace()
  const mayInvite = useMay('members.invite')
  const mayRead = useMay('members.read')
  const name = workspace.member?.name ?? user.name

  return (
    <Page
      title={text('home.title', { name: name.split(' ')[0]! })}
      subtitle={text('home.today', { workspace: workspace.name, day: format.longDay(today) })}
    >
      <LifeNotice />
      {!mayInvite && <VerifyNotice />}
      {mayInvite && <FirstSteps />}
      <Columns wide={mayRead}>
        <Beginnings />
        {mayRead && <Newest />}
      </Columns>
    </Page>
  )
}

/** What the modules that are on let this person do, each a door. */
function Beginnings() {
  const text = useText(workspacesTexts)
  const texts = useTexts()
  const entries = useMenu()
  if (entries.length === 0) return null
  return (
    <nav className="doors" aria-label={text('home.start')}>
      {entries.map(({ to, text: key, icon: Mark, Badge }) => (
        <Link key={to} to={to} className="door">
          <span className="door-mark">
            <Mark size={21} stroke={1.6} />
          </span>
          <span className="door-name">
            {texts.say(key)}
            {Badge && (
              <Quiet>
                <Suspense>
                  <Badge />
                </Suspense>
              </Quiet>
            )}
          </span>
        </Link>
      ))}
    </nav>
  )
}

const SHOWN = 5

function Newest() {
  const text = useText(workspacesTexts)
  const format = useFormat()
  const { roleText } = useRoles()
  const { items } = useRead(listMembers, { sort: 'newest', limit: SHOWN })
  return (
    <Panel title={text('home.newest')}>
      <Stack>
        <Items label={text('home.newest')}>
          {items.map(({ id, name, roles, joinedAt }) => (
            <Item
              key={id}
              lead={<Avatar name={name} of={id} />}
              title={name}
              hint={`${roleText(roles)} · ${format.relative(joinedAt)}`}
            />
          ))}
        </Items>
        <p>
          <Link to="/members">{text('home.all-members')}</Link>
        </p>
      </Stack>
    </Panel>
  )
}
