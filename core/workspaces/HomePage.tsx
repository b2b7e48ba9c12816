import { IconArrowRight } from '@tabler/icons-react'
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

/** What to do next, for whoever comes in. */
export function HomePage() {
  const text = useText<typeof fr>()
  const user = usePerson()
  const workspace = useWorkspace()
  const mayInvite = useMay('members.invite')
  const mayRead = useMay('members.read')
  const name = workspace.member?.name ?? user.name

  return (
    <Page title={text('home.title', { name: name.split(' ')[0]! })} subtitle={workspace.name}>
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
    <Panel title={text('home.start')} flush>
      <Items label={text('home.start')}>
        {entries.map(({ to, text: key, icon: Mark }) => (
          <Item
            key={to}
            lead={
              <span className="avatar" aria-hidden="true">
                <Mark size={18} stroke={1.7} />
              </span>
            }
            title={<Link to={to}>{texts.say(key)}</Link>}
            end={<IconArrowRight size={18} stroke={1.7} className="quiet" />}
          />
        ))}
      </Items>
    </Panel>
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
