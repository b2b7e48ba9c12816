/** Now or from a moment on; a legal text may ask its readers to agree. */
import { useId, useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { listPendingTexts } from '../legal/contract.ts'
import { contentTexts } from '../texts.tsx'
import { listPages, listVersions, type PageLine, publishPage, readPage } from './contract.ts'

const DAY_MS = 86_400_000

/** As the device's own calendar writes a moment. */
const typedMoment = (at: Date) =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

export function PublishDialog({ page, onClose }: { page: PageLine; onClose(): void }) {
  const text = useText(contentTexts)
  const id = useId()
  const [when, choose] = useState<'now' | 'later'>('now')
  const [at, setAt] = useState(() => typedMoment(new Date(Date.now() + DAY_MS)))
  const [mustAccept, ask] = useState(page.mustAccept)
  const publish = useAction(publishPage, {
    refreshes: [readPage, listPages, listVersions, listPendingTexts],
    done: text(when === 'now' ? 'content.published' : 'content.scheduled'),
    onDone: onClose,
  })
  const refusal = useProblemText(publish.problem)
  const run = () =>
    publish.run({
      pageId: page.id,
      mustAccept: page.type === 'legal' && mustAccept,
      ...(when === 'later' ? { at: new Date(at).toISOString() } : {}),
    })
  return (
    <Dialog isOpen onClose={onClose} title={text('content.publish-title')} sheet>
      <div className="stack">
        <Segmented
          label={text('content.when')}
          value={when}
          choices={[
            { value: 'now', text: text('content.now') },
            { value: 'later', text: text('content.later') },
          ]}
          onChange={(it) => choose(it as 'now' | 'later')}
        />
        {when === 'later' && (
          <div className="field">
            <label htmlFor={id}>{text('content.at')}</label>
            <input
              id={id}
              className="input"
              type="datetime-local"
              required
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          </div>
        )}
        {page.type === 'legal' && (
          <div className="field">
            <label className="check">
              <input
                type="checkbox"
                checked={mustAccept}
                onChange={(event) => ask(event.target.checked)}
              />
              <span>
                {text('content.must-accept')}
                <span className="hint">{text('content.must-accept-hint')}</span>
              </span>
            </label>
          </div>
        )}
        {refusal && <Notice tone="error">{refusal}</Notice>}
      </div>
      <div className="dialog-foot">
        <Button
          look="filled"
          pending={publish.pending}
          onClick={() => (when === 'now' || at !== '') && void run()}
        >
          {text(when === 'now' ? 'content.publish-now' : 'content.schedule')}
        </Button>
      </div>
    </Dialog>
  )
}
