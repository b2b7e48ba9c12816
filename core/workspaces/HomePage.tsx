import { useState } from 'react'
import { VerifyNotice } from '#core/identity/ui.tsx'
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useMenu } from '#web/pages.tsx'
import { useMay, usePerson, useWorkspace } from '#web/session.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { listMembers } from './contract.ts'
import { FirstSteps } from './FirstSteps.tsx'
import type fr from './locales/fr.ts'
import { useRoles } from './words.tsx'
import './workspaces.css'

/** What to do next, for whoever comes in. */
export function HomePage() {
  const text = useText<typeof fr>()
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
  const text = useText<typeof fr>()
  const texts = useTexts()
  const entries = useMenu()
  if (entries.length === 0) return null
  return (
    <nav className="doors" aria-label={text('home.start')}>
      {entries.map(({ to, text: key, icon: Mark }) => (
        <Link key={to} to={to} className="door">
          <span className="door-mark">
            <Mark size={21} stroke={1.6} />
          </span>
          {texts.say(key)}
        </Link>
      ))}
    </nav>
  )
}

const SHOWN = 5

function Newest() {
  const text = useText<typeof fr>()
  const format = useFormat()
  const { roleText } = useRoles()
  const { items } = useRead(listMembers, { limit: 100 })
  const newest = items.toSorted((a, b) => b.joinedAt.localeCompare(a.joinedAt)).slice(0, SHOWN)
  return (
    <Panel title={text('home.newest')}>
      <Stack>
        <Items label={text('home.newest')}>
          {newest.map(({ id, name, roles, joinedAt }) => (
            <Item
              key={id}
              lead={<Avatar name={name} />}
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
