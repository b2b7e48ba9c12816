/** What was said between somebody outside and the house. */
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import type { OwnMessage } from './contract.ts'
import { visitorsTexts } from './texts.tsx'
import './visitors.css'

type MessagesProps = {
  messages: readonly OwnMessage[]
  /** Whose side looks: a visitor's own words are their own. */
  mine: 'visitor' | 'house'
}

export function Messages({ messages, mine }: MessagesProps) {
  const text = useText(visitorsTexts)
  const format = useFormat()
  return (
    <div className="visitor-log">
      {messages.map((it) => {
        const isOwn = it.isMine === (mine === 'visitor')
        const author = isOwn && mine === 'visitor' ? text('visitors.you') : it.author
        return (
          <article key={it.id} className="visitor-message" data-mine={isOwn || undefined}>
            <span className="hint">
              {author ?? text('visitors.house')} · {format.instant(it.postedAt)}
            </span>
            <p>{it.body}</p>
          </article>
        )
      })}
    </div>
  )
}
