import { IconLifebuoy } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { useParam } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { languageIn } from '../pages/words.tsx'
import { TextView } from '../text/TextView.tsx'
import { contentTexts } from '../texts.tsx'
import { readQuestion } from './contract.ts'
import '../content.css'

/** A frequent question with its answer, and the way on for whom it does not help. */
export function QuestionPage() {
  const text = useText(contentTexts)
  const [locale] = useLocale()
  const entryId = useParam('id')
  const found = useRead(readQuestion, { entryId, language: languageIn(locale) })
  const mayAsk = useMay('tickets.open')
  return (
    <Page narrow title={found.title} subtitle={text('content.reading-question')}>
      <Panel>
        <article lang={found.language}>
          <TextView
            blocks={found.body}
            pictures={new Map(found.pictures.map((it) => [it.key, it.url]))}
          />
        </article>
        {mayAsk && (
          <div className="form-foot">
            <LinkButton to="/help/new" icon={IconLifebuoy}>
              {text('content.reading-ask')}
            </LinkButton>
          </div>
        )}
      </Panel>
    </Page>
  )
}
