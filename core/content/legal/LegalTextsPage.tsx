import { IconCircleCheck } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { languageIn } from '../pages/words.tsx'
import { contentTexts } from '../texts.tsx'
import { listPendingTexts } from './contract.ts'

/** What waits for one's agreement. */
export function LegalTextsPage() {
  const text = useText(contentTexts)
  const [locale] = useLocale()
  const { items } = useRead(listPendingTexts, { language: languageIn(locale) })
  return (
    <Page narrow title={text('content.legal-title')}>
      <Panel flush>
        {items.length === 0 ? (
          <EmptyState icon={IconCircleCheck} title={text('content.legal-none')} />
        ) : (
          <Items label={text('content.legal-title')}>
            {items.map((it) => (
              <Item
                key={it.pageId}
                title={<Link to={`/legal/${it.pageId}`}>{it.title}</Link>}
                hint={text('content.version', { number: it.number })}
              />
            ))}
          </Items>
        )}
      </Panel>
    </Page>
  )
}
