/** What a search finds: people to write to, and words that were written. */
import { IconSearch } from '@tabler/icons-react'
import { useAction, useList } from '#web/api.tsx'
import { listMembers } from '#core/workspaces/contract.ts'
import { useFormat } from '#web/format.tsx'
import { Link, useGo } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Avatar } from '#web/ui/Status.tsx'
import { openDirect } from '../conversations/contract.ts'
import { searchMessages } from '../messages/contract.ts'
import { messagingTexts } from '../texts.tsx'

export function SearchResults({ search }: { search: string }) {
  const text = useText(messagingTexts)
  const format = useFormat()
  const go = useGo()
  const people = useList(listMembers, { search, limit: 5 }).items.filter((it) => !it.isMe)
  const { items, more, isLoadingMore, stale } = useList(searchMessages, { search })
  const open = useAction(openDirect, { onDone: ({ id }) => go(`/messages/${id}`) })
  if (people.length + items.length === 0)
    return (
      <EmptyState icon={IconSearch} title={text('messaging.search-none')}>
        {text('messaging.search-none-hint')}
      </EmptyState>
    )
  return (
    <div data-stale={stale || undefined}>
      {people.length > 0 && <h2 className="inbox-label">{text('messaging.search-people')}</h2>}
      <ul>
        {people.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="inbox-line" onClick={() => open.run({ memberId: id })}>
              <Avatar name={name} of={id} />
              <span className="inbox-words">
                <b>{name}</b>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {items.length > 0 && <h2 className="inbox-label">{text('messaging.search-messages')}</h2>}
      <ul>
        {items.map(({ message, conversation, author }) => (
          <li key={message.id}>
            <Link to={`/messages/${conversation.id}?at=${message.seq}`} className="inbox-line">
              <span className="inbox-words">
                <span className="inbox-title">
                  <b>{conversation.title ?? text('messaging.erased')}</b>
                  <time dateTime={message.postedAt}>{format.day(message.postedAt)}</time>
                </span>
                <span className="inbox-found">
                  {text('messaging.they-said', {
                    name: author ?? text('messaging.erased'),
                    words: message.body,
                  })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {more && (
        <div className="inbox-more">
          <Button small pending={isLoadingMore} onClick={more}>
            {text('messaging.more')}
          </Button>
        </div>
      )}
    </div>
  )
}
