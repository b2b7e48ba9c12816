import { useAction, useList, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useParam } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { languageIn } from '../pages/words.tsx'
import { TextView } from '../text/TextView.tsx'
import { contentTexts } from '../texts.tsx'
import { acceptLegalText, listAcceptances, listPendingTexts, readLegalText } from './contract.ts'
import '../content.css'

/** A text that binds, to be read and agreed to. */
export function LegalTextPage() {
  const text = useText(contentTexts)
  const format = useFormat()
  const pageId = useParam('id')
  const [locale] = useLocale()
  const language = languageIn(locale)
  const found = useRead(readLegalText, { pageId, language })
  const { items: waiting } = useRead(listPendingTexts, { language })
  const isAsked = found.mustAccept || waiting.some((it) => it.pageId === pageId)
  const mayManage = useMay('legal.manage')
  const accept = useAction(acceptLegalText, {
    refreshes: [readLegalText, listPendingTexts, listAcceptances],
    done: text('content.legal-thanks'),
  })
  return (
    <Page
      narrow
      title={found.title}
      subtitle={text('content.legal-since', {
        number: found.number,
        when: format.day(found.liveFrom),
      })}
    >
      <Panel>
        <div lang={found.language}>
          <TextView
            blocks={found.body}
            pictures={new Map(found.pictures.map((it) => [it.key, it.url]))}
          />
        </div>
        {found.acceptedAt ? (
          <Notice tone="good">
            {text('content.legal-accepted', { when: format.relative(found.acceptedAt) })}
          </Notice>
        ) : (
          isAsked && (
            <div className="form-foot">
              <Button
                look="filled"
                pending={accept.pending}
                onClick={() => void accept.run({ pageId, number: found.number, language })}
              >
                {text('content.legal-accept')}
              </Button>
            </div>
          )
        )}
      </Panel>
      {mayManage && <Acceptances pageId={pageId} />}
    </Page>
  )
}

function Acceptances({ pageId }: { pageId: string }) {
  const text = useText(contentTexts)
  const format = useFormat()
  const list = useList(listAcceptances, { pageId })
  return (
    <Panel title={text('content.legal-who')} flush>
      {list.items.length === 0 && <p className="hint panel-line">{text('content.legal-nobody')}</p>}
      <Items label={text('content.legal-who')}>
        {list.items.map((it) => (
          <Item
            key={`${it.memberId}.${it.number}`}
            title={it.name}
            hint={format.instant(it.acceptedAt)}
            end={text('content.version', { number: it.number })}
          />
        ))}
      </Items>
      {list.more && <Button onClick={list.more}>{text('content.older')}</Button>}
    </Panel>
  )
}
