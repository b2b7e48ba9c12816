import { IconBuildingCommunity, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import { listWorkspaces } from './contract.ts'
import { states, useKindText, useRoles } from './words.tsx'
import { workspacesTexts } from './texts.tsx'

export function WorkspacesPage() {
  const text = useText(workspacesTexts)
  const kindText = useKindText()
  const { roleText } = useRoles()
  const { items } = useRead(listWorkspaces)
  const create = (
    <LinkButton look="filled" icon={IconPlus} to="/workspaces/new">
      {text('spaces.new')}
    </LinkButton>
  )

  return (
    <Page
      title={text('spaces.title')}
      subtitle={text('spaces.subtitle')}
      actions={items.length > 0 && create}
    >
      <Panel flush>
        {items.length === 0 ? (
          <EmptyState icon={IconBuildingCommunity} title={text('spaces.none')} action={create}>
            {text('spaces.none-hint')}
          </EmptyState>
        ) : (
          <Items label={text('spaces.title')}>
            {items.map(({ id, name, slug, kind, state, roles }) => (
              <Item
                key={id}
                lead={<Avatar name={name} large />}
                title={
                  <Link absolute to={`/app/${slug}`}>
                    {name}
                  </Link>
                }
                hint={`${kindText(kind).title} · ${roleText(roles)}`}
                end={
                  <>
                    {state !== 'active' && (
                      <Status tone={states[state][1]}>{text(states[state][0])}</Status>
                    )}
                    <IconChevronRight size={18} stroke={1.7} className="quiet" />
                  </>
                }
              />
            ))}
          </Items>
        )}
      </Panel>
    </Page>
  )
}
