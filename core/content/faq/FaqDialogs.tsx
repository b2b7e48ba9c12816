/** Where a question and its answer are written, in each language; and where a section is named. */
import { useId, useState } from 'react'
import { type Language, languages } from '#kernel/text.ts'
import { type Action, useAction } from '#web/api.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { usePageWords } from '../pages/words.tsx'
import type { RichTextProps } from '../text/RichText.tsx'
import { contentTexts } from '../texts.tsx'
import {
  changeFaqEntry,
  createFaqCategory,
  createFaqEntry,
  type FaqCategory,
  type FaqEntry,
  readFaq,
  renameFaqCategory,
} from './contract.ts'
import { saidIn } from './FaqCategory.tsx'

const RichText = later<RichTextProps>(() =>
  import('../text/RichText.tsx').then((it) => it.RichText),
)

const blank = { question: '', html: '' }

type EntryProps = {
  entry?: FaqEntry
  categoryId: string
  categories: readonly FaqCategory[]
  language: Language
  onClose(): void
}

export function EntryDialog({ entry, categoryId, categories, language, onClose }: EntryProps) {
  const text = useText(contentTexts)
  const words = usePageWords()
  const [id, categoryField] = [useId(), useId()]
  const [texts, write] = useState(entry?.texts ?? { fr: blank, nl: blank, en: blank })
  const [visibility, show] = useState(entry?.visibility ?? 'public')
  const [category, choose] = useState(categoryId)
  const [tongue, speak] = useState(language)
  const options = { refreshes: [readFaq], done: text('content.faq-saved'), onDone: onClose }
  const create = useAction(createFaqEntry, options)
  const change = useAction(changeFaqEntry, options)
  const action: Action = entry ? change : create
  const refusal = useProblemText(action.problem)
  const set = (changes: Partial<typeof blank>) =>
    write((now) => ({ ...now, [tongue]: { ...now[tongue], ...changes } }))
  const save = () =>
    entry
      ? change.run({ entryId: entry.id, revision: entry.revision, visibility, texts })
      : create.run({ categoryId: category, visibility, texts })
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={text(entry ? 'content.faq-edit' : 'content.faq-new')}
    >
      <div className="stack">
        <Segmented
          label={text('content.language')}
          value={tongue}
          choices={languages.map((it) => ({ value: it, text: words.language(it) }))}
          onChange={(it) => speak(it as Language)}
        />
        <div className="field">
          <label htmlFor={id}>{text('content.faq-question')}</label>
          <input
            id={id}
            className="input"
            lang={tongue}
            maxLength={300}
            value={texts[tongue].question}
            onChange={(event) => set({ question: event.target.value })}
          />
        </div>
        <div className="field" lang={tongue}>
          <span className="group-label">{text('content.faq-answer')}</span>
          <RichText
            key={tongue}
            small
            label={text('content.faq-answer')}
            html={texts[tongue].html}
            onChange={(html) => set({ html })}
          />
        </div>
        {!entry && categories.length > 1 && (
          <div className="field">
            <label htmlFor={categoryField}>{text('content.faq-category')}</label>
            <select
              id={categoryField}
              className="input"
              value={category}
              onChange={(event) => choose(event.target.value)}
            >
              {categories.map((it) => (
                <option key={it.id} value={it.id}>
                  {saidIn(it.names, language, (name) => name === '')}
                </option>
              ))}
            </select>
          </div>
        )}
        <div className="field">
          <span className="group-label">{text('content.visibility')}</span>
          <Segmented
            label={text('content.visibility')}
            value={visibility}
            choices={[
              { value: 'public', text: text('content.public') },
              { value: 'members', text: text('content.members') },
              { value: 'hidden', text: text('content.hidden') },
            ]}
            onChange={(it) => show(it as FaqEntry['visibility'])}
          />
        </div>
        {refusal && <Notice tone="error">{refusal}</Notice>}
      </div>
      <div className="dialog-foot">
        <Button look="filled" pending={action.pending} onClick={() => void save()}>
          {text('content.faq-save')}
        </Button>
      </div>
    </Dialog>
  )
}

export function CategoryDialog({ category, onClose }: { category?: FaqCategory; onClose(): void }) {
  const text = useText(contentTexts)
  const words = usePageWords()
  const id = useId()
  const [names, write] = useState(category?.names ?? { fr: '', nl: '', en: '' })
  const options = { refreshes: [readFaq], onDone: onClose }
  const create = useAction(createFaqCategory, options)
  const rename = useAction(renameFaqCategory, options)
  const action: Action = category ? rename : create
  const refusal = useProblemText(action.problem)
  const save = () =>
    category ? rename.run({ categoryId: category.id, names }) : create.run({ names })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text(category ? 'content.faq-category-edit' : 'content.faq-category-new')}
    >
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p className="hint">{text('content.faq-category-name')}</p>
        {languages.map((it, i) => (
          <div key={it} className="field">
            <label htmlFor={`${id}-${it}`}>{words.language(it)}</label>
            <input
              id={`${id}-${it}`}
              className="input"
              lang={it}
              maxLength={100}
              autoFocus={i === 0}
              value={names[it]}
              onChange={(event) => write({ ...names, [it]: event.target.value })}
            />
          </div>
        ))}
        {refusal && <Notice tone="error">{refusal}</Notice>}
        <div className="dialog-foot">
          <Button look="filled" type="submit" pending={action.pending}>
            {text('content.faq-save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
