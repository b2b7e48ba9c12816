/** The list beside the open conversation: pinned ones, the others, or what a search finds. */
import { IconArchive, IconBellOff, IconMessages, IconPin } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter } from '#web/ui/Filters.tsx'
import { Avatar, Tag } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { type ConversationLine, listConversations } from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { daysAgo } from '../thread/pages.tsx'

const SearchResults = later(() => import('./SearchResults.tsx').then((it) => it.SearchResults))

export function ConversationList({ current }: { current: string }) {
  const text = useText(messagingTexts)
  const filters = useFilters({ q: '', view: '' })
  const [{ q, view }, filter] = filters
  const side = view === 'archived' ? 'archived' : 'inbox'
  return (
    <nav className="inbox-side" aria-label={text('messaging.list')}>
      <div className="inbox-tools">
        <Filters of={[{ q }, filters[1]]}>
          <SearchFilter label={text('messaging.search')} />
        </Filters>
        {q.length < 2 && (
          <Segmented
            label={text('messaging.view')}
            value={side}
            choices={[
              { value: 'inbox', text: text('messaging.view.inbox') },
              { value: 'archived', text: text('messaging.view.archived') },
            ]}
            onChange={(it) => filter({ view: it === 'inbox' ? '' : it })}
          />
        )}
      </div>
      <div className="inbox-list">
        {q.length >= 2 ? (
          <SearchResults search={q} />
        ) : (
          <Suspense>
            <Lines key={side} view={side} current={current} />
          </Suspense>
        )}
      </div>
    </nav>
  )
}

function Lines({ view, current }: { view: 'inbox' | 'archived'; current: string }) {
  const text = useText(messagingTexts)
  const { first, items, more, isLoadingMore } = useList(listConversations, { view })
  const { pinned } = first
  if (pinned.length + items.length === 0)
    return view === 'inbox' ? (
      <EmptyState icon={IconMessages} title={text('messaging.none')}>
        {text('messaging.none-hint')}
      </EmptyState>
    ) : (
      <EmptyState icon={IconArchive} title={text('messaging.none-archived')}>
        {text('messaging.none-archived-hint')}
      </EmptyState>
    )
  return (
    <>
      {pinned.length > 0 && (
        <>
          <h2 className="inbox-label">{text('messaging.pinned')}</h2>
          <ul>
            {pinned.map((it) => (
              <Line key={it.id} line={it} isCurrent={it.id === current} />
            ))}
          </ul>
          {items.length > 0 && <h2 className="inbox-label">{text('messaging.others')}</h2>}
        </>
      )}
      <ul>
        {items.map((it) => (
          <Line key={it.id} line={it} isCurrent={it.id === current} />
        ))}
      </ul>
      {more && (
        <div className="inbox-more">
          <Button small pending={isLoadingMore} onClick={more}>
            {text('messaging.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Line({ line, isCurrent }: { line: ConversationLine; isCurrent: boolean }) {
  const text = useText(messagingTexts)
  const format = useFormat()
  const { id, unread, isMarkedUnread, isPinned, isMuted, lastAt } = line
  const title = line.title ?? text('messaging.erased')
  const isNew = unread > 0 || isMarkedUnread
  const at = new Date(lastAt)
  return (
    <li>
      <Link to={`/messages/${id}`} className="inbox-line" isCurrent={isCurrent}>
        <Avatar name={title} of={line.withId} />
        <span className="inbox-words" data-new={isNew || undefined}>
          <span className="inbox-title">
            <b>{title}</b>
            <time dateTime={lastAt}>{daysAgo(at) === 0 ? format.time(at) : format.day(at)}</time>
          </span>
          <span className="inbox-glimpse">
            <Glimpse line={line} />
            {isMuted && (
              <IconBellOff size={15} stroke={1.7} aria-label={text('messaging.is-muted')} />
            )}
            {isPinned && <IconPin size={15} stroke={1.7} aria-hidden="true" />}
            {isNew && (
              <Tag>
                <span
                  aria-label={
                    unread > 0
                      ? text('messaging.unread', { count: unread })
                      : text('messaging.marked-unread')
                  }
                >
                  {unread > 0 ? format.number(unread) : '•'}
                </span>
              </Tag>
            )}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** Of an event a list says what it was; with whom, the conversation says. */
const happened = {
  joined: 'messaging.glimpse.people',
  left: 'messaging.glimpse.people',
  removed: 'messaging.glimpse.people',
  renamed: 'messaging.glimpse.renamed',
  closed: 'messaging.event.closed',
  reopened: 'messaging.event.reopened',
} as const

function Glimpse({ line: { id, kind, last } }: { line: ConversationLine }) {
  const text = useText(messagingTexts)
  const draft = sessionStorage.getItem(`socle.draft.message.${id}`)
  if (draft) return <em>{text('messaging.draft')}</em>
  if (!last) return <em />
  if (last.kind === 'event') return <em>{text(happened[last.what ?? 'joined'])}</em>
  const words =
    last.kind === 'gone'
      ? text('messaging.gone')
      : last.words || text('messaging.files', { count: last.files })
  return (
    <em>
      {last.isMine
        ? text('messaging.you-said', { words })
        : kind === 'direct'
          ? words
          : text('messaging.they-said', {
              name: last.author ?? text('messaging.erased'),
              words,
            })}
    </em>
  )
}
