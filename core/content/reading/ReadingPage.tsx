import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useParam } from '#web/go.tsx'
import { useLocale } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { languageIn } from '../pages/words.tsx'
import { TextView } from '../text/TextView.tsx'
import { readPublished } from './contract.ts'
import '../content.css'

/** A page of the site, read without leaving the application. */
export function ReadingPage() {
  const format = useFormat()
  const [locale] = useLocale()
  const pageId = useParam('id')
  const { language, title, excerpt, body, pictures, picture, type, publishedAt } = useRead(
    readPublished,
    { pageId, language: languageIn(locale) },
  )
  const isNews = type === 'blog'
  return (
    <Page narrow title={title} subtitle={isNews ? format.day(publishedAt) : undefined}>
      <Panel>
        <article lang={language}>
          {picture && <img className="reading-cover" src={picture.url} alt={picture.alt} />}
          {isNews && excerpt && <p className="reading-lead">{excerpt}</p>}
          <TextView blocks={body} pictures={new Map(pictures.map((it) => [it.key, it.url]))} />
        </article>
      </Panel>
    </Page>
  )
}
