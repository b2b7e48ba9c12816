/** What stands beside the text: its address, who sees it, its picture, and how it looks elsewhere. */
import { useId, useState } from 'react'
import type { Language } from '#kernel/text.ts'
import { useAction } from '#web/api.tsx'
import { useMay, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { PictureDialog } from '../text/PictureDialog.tsx'
import { slugFrom } from '../text/rules.ts'
import { contentTexts } from '../texts.tsx'
import { changePage, listPages, type PageLine, readPage } from './contract.ts'
import { pathOf } from './rules.ts'
import type { Fields } from './saving.tsx'

type SideProps = {
  page: PageLine
  fields: Fields
  language: Language
  change(changes: Partial<Fields>): void
}

export function SidePanel({ page, fields, language, change }: SideProps) {
  const text = useText(contentTexts)
  const { slug } = useWorkspace()
  const mayWrite = useMay('pages.write')
  const show = useAction(changePage, { refreshes: [readPage, listPages] })
  const path = `${slug}/${language}/${pathOf(page.type, fields.slug)}`
  return (
    <aside className="writing-side">
      <Panel title={text('content.details')}>
        <div className="stack">
          <Line
            label={text('content.address')}
            hint={text('content.address-hint')}
            value={fields.slug}
            most={80}
            onChange={(it) => change({ slug: it.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-') })}
            onLeave={() => change({ slug: slugFrom(fields.slug || fields.title) })}
          />
          {mayWrite && (
            <div className="field">
              <span className="group-label">{text('content.visibility')}</span>
              <Segmented
                label={text('content.visibility')}
                value={page.visibility}
                choices={[
                  { value: 'public', text: text('content.public') },
                  { value: 'members', text: text('content.members') },
                ]}
                onChange={(visibility) => void show.run({ pageId: page.id, visibility })}
              />
            </div>
          )}
          <Lines
            label={text('content.excerpt')}
            hint={text('content.excerpt-hint')}
            value={fields.excerpt}
            onChange={(excerpt) => change({ excerpt })}
          />
          <Cover fields={fields} change={change} />
        </div>
      </Panel>
      <Panel title={text('content.search-look')} hint={text('content.from-text')}>
        <div className="stack">
          <div className="search-look" aria-hidden="true">
            <span className="search-look-path">{`${location.host} › ${path.replaceAll('/', ' › ')}`}</span>
            <strong>{fields.metaTitle || fields.title || text('content.untitled')}</strong>
            <span>{fields.metaDescription || fields.excerpt}</span>
          </div>
          <Line
            label={text('content.meta-title')}
            value={fields.metaTitle}
            most={200}
            onChange={(metaTitle) => change({ metaTitle })}
          />
          <Lines
            label={text('content.meta-description')}
            value={fields.metaDescription}
            onChange={(metaDescription) => change({ metaDescription })}
          />
        </div>
      </Panel>
      <Panel title={text('content.share-look')}>
        <div className="share-look" aria-hidden="true">
          {fields.picture && <img src={fields.picture.url} alt="" />}
          <div>
            <span>{location.host}</span>
            <strong>{fields.metaTitle || fields.title || text('content.untitled')}</strong>
            <span>{fields.metaDescription || fields.excerpt}</span>
          </div>
        </div>
      </Panel>
    </aside>
  )
}

function Cover({ fields, change }: Pick<SideProps, 'fields' | 'change'>) {
  const text = useText(contentTexts)
  const [isOpen, open] = useState(false)
  const { picture } = fields
  return (
    <div className="field">
      <span className="group-label">{text('content.cover')}</span>
      <p className="hint">{text('content.cover-hint')}</p>
      {picture && <img className="cover-look" src={picture.url} alt={picture.alt} />}
      <div className="row">
        <Button small onClick={() => open(true)}>
          {text('content.picture-title')}
        </Button>
        {picture && (
          <Button small look="quiet" onClick={() => change({ picture: null })}>
            {text('content.navigation-remove')}
          </Button>
        )}
      </div>
      {isOpen && (
        <PictureDialog
          onClose={() => open(false)}
          onReady={(brought) => {
            open(false)
            change({ picture: brought })
          }}
        />
      )}
    </div>
  )
}

type LineProps = {
  label: string
  hint?: string
  value: string
  most?: number
  onChange(value: string): void
  onLeave?(): void
}

function Line({ label, hint, value, most, onChange, onLeave }: LineProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        className="input"
        aria-describedby={hint && `${id}-hint`}
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
      />
    </div>
  )
}

function Lines({ label, hint, value, onChange }: LineProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        className="input"
        rows={3}
        aria-describedby={hint && `${id}-hint`}
        maxLength={400}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
