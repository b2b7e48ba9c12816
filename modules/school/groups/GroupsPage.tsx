import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { useDates } from '../exchange/dates.tsx'
import '../exchange/exchange.css'
import { useUnits } from '../exchange/units.tsx'
import { type Group, listGroups } from './contract.ts'
import '../offers/offers.css'
import './groups.css'
import { groupWords } from './words.tsx'
import { groupsTexts } from './texts.tsx'

/** The group exchanges one has to do with: those that wait for an answer stand first by their date. */
export function GroupsPage() {
  const text = useText(groupsTexts)
  const { items, more, isLoadingMore } = useList(listGroups)
  const begin = (
    <LinkButton look="filled" icon={IconPlus} to="/exchange/groups/new">
      {text('groups.new')}
    </LinkButton>
  )
  return (
    <Page
      title={text('groups.title')}
      subtitle={text('groups.subtitle')}
      {...(items.length > 0 ? { actions: begin } : {})}
    >
      <Stack>
        <Panel>
          {items.length > 0 ? (
            <Items label={text('groups.title')}>
              {items.map((it) => (
                <GroupLine key={it.id} group={it} />
              ))}
            </Items>
          ) : (
            <EmptyState icon={IconUsersGroup} title={text('groups.empty')} action={begin}>
              {text('groups.empty-hint')}
            </EmptyState>
          )}
        </Panel>
        {more && (
          <div className="more">
            <Button onClick={more} pending={isLoadingMore}>
              {text('groups.more')}
            </Button>
          </div>
        )}
      </Stack>
    </Page>
  )
}

function GroupLine({ group }: { group: Group }) {
  const text = useText(groupsTexts)
  const dates = useDates()
  const units = useUnits()
  const { id, title, state, host, kind, createdAt, total, mine } = group
  const { text: word, tone } = groupWords[state]
  const isAsked = state === 'open' && mine === 'invited'
  return (
    <Item
      lead={
        <span className="tile small">
          <IconUsersGroup size={18} stroke={1.7} />
        </span>
      }
      title={
        <Link to={`/exchange/groups/${id}`} className="line-link">
          {title}
        </Link>
      }
      hint={
        <span className="line-hint">
          <span>
            {text(kind === 'course' ? 'groups.by-course' : 'groups.by-hands', { name: host.name })}
          </span>
          <time dateTime={createdAt}>{dates.day(createdAt)}</time>
        </span>
      }
      end={
        <span className="line-end">
          <span className="amount">{units.time(total)}</span>
          <Status tone={isAsked ? 'busy' : tone}>
            {text(isAsked ? 'groups.answer.invited' : word)}
          </Status>
        </span>
      }
    />
  )
}
