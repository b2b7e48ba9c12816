/** Above every page, while a text waits for this member's agreement. */
import { useRead } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { languageIn } from '../pages/words.tsx'
import { contentTexts } from '../texts.tsx'
import { listPendingTexts } from './contract.ts'

export function PendingTexts() {
  const [locale] = useLocale()
  const { items } = useRead(listPendingTexts, { language: languageIn(locale) })
  return items.length > 0 ? <Waiting items={items} /> : null
}

/** Its words are fetched only where something waits. */
function Waiting({ items }: { items: readonly { pageId: string; title: string }[] }) {
  const text = useText(contentTexts)
  const [only] = items
  const to = items.length === 1 ? (`/legal/${only!.pageId}` as const) : '/legal'
  return (
    <Notice action={<Link to={to}>{text('content.legal-read')}</Link>}>
      {text('content.legal-wait', { count: items.length })}{' '}
      <b>{items.map((it) => it.title).join(', ')}</b>
    </Notice>
  )
}
