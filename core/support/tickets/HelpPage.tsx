import { IconLifebuoy, IconPlus } from '@tabler/icons-react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { supportTexts } from '../texts.tsx'
import { listMyTickets, myTicketsChanged } from './contract.ts'
import { MyStateMark } from './words.tsx'

/** What I asked, and what became of it. */
export function HelpPage() {
  const text = useText(supportTexts)
  const format = useFormat()
  const [{ view }, filter] = useFilters({ view: '' })
  const isOver = view === 'over'
  const { items, more, isLoadingMore } = useList(listMyTickets, { over: isOver })
  useLive(myTicketsChanged, { refreshes: [listMyTickets] })
  return (
    <Page
      title={text('help.title')}
      subtitle={text('help.subtitle')}
      actions={
        <LinkButton look="filled" icon={IconPlus} to="/help/new">
          {text('help.new')}
        </LinkButton>
      }
    >
      <Stack>
        <Segmented
          label={text('help.view')}
          value={isOver ? 'over' : 'living'}
          choices={[
            { value: 'living', text: text('help.view.living') },
            { value: 'over', text: text('help.view.over') },
          ]}
          onChange={(it) => filter({ view: it === 'over' ? it : '' })}
        />
        <Panel>
          {items.length > 0 ? (
            <Items label={text(isOver ? 'help.view.over' : 'help.view.living')}>
              {items.map(({ id, number, title, state, updatedAt, unread }) => (
                <Item
                  key={id}
                  title={<Link to={`/help/${id}`}>{title}</Link>}
                  hint={[
                    text('help.number', { number }),
                    text('help.updated', { when: format.relative(updatedAt) }),
                  ].join(' · ')}
                  end={
                    <>
                      {unread > 0 && <Tag>{text('help.unread', { count: unread })}</Tag>}
                      <MyStateMark state={state} />
                    </>
                  }
                />
              ))}
            </Items>
          ) : (
            <EmptyState icon={IconLifebuoy} title={text(isOver ? 'help.over-none' : 'help.none')}>
              {text(isOver ? 'help.over-none-hint' : 'help.none-hint')}
            </EmptyState>
          )}
          {more && (
            <Button onClick={more} pending={isLoadingMore}>
              {text('help.more')}
            </Button>
          )}
        </Panel>
      </Stack>
    </Page>
  )
}
