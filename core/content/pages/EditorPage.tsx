import {
  IconArchive,
  IconCopy,
  IconEye,
  IconHistory,
  IconRotate,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { languages } from '#kernel/text.ts'
import { useAction, useReading, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters, useGo, useParam } from '#web/go.tsx'
import { later } from '#web/later.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useMay, useWorkspace } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { ChangeView } from '../text/ChangeView.tsx'
import type { RichTextProps } from '../text/RichText.tsx'
import { readSite } from '../site/contract.ts'
import { contentTexts } from '../texts.tsx'
import {
  archivePage,
  duplicatePage,
  listPages,
  type PageLine,
  readDraft,
  readPage,
  removePage,
  reopenPage,
  unschedulePage,
} from './contract.ts'
import { PublishDialog } from './PublishDialog.tsx'
import { type Saving, useSaving } from './saving.tsx'
import { SidePanel } from './SidePanel.tsx'
import { asLanguage, languageIn, PageStatus, usePageWords } from './words.tsx'
import '../content.css'

const RichText = later<RichTextProps>(() =>
  import('../text/RichText.tsx').then((it) => it.RichText),
)
const states = {
  saved: 'content.saved',
  unsaved: 'content.unsaved',
  saving: 'content.saving',
  waiting: 'content.waiting',
  refused: 'content.unsaved',
} as const satisfies Record<Saving, string>

/** Where a page is written, language by language. */
export function EditorPage() {
  const pageId = useParam('id')
  const [locale] = useLocale()
  const [filters, filter] = useFilters({ language: '' })
  const page = useRead(readPage, { pageId })
  const first = page.texts[0]?.language ?? languageIn(locale)
  const language = asLanguage(filters.language, first)
  const { data: draft, refresh } = useReading(readDraft, { pageId, language })
  const [round, again] = useState(0)
  return (
    <Writing
      // What somebody else wrote begins a new text on the screen.
      key={`${pageId}.${language}.${round}`}
      page={page}
      draft={draft}
      onLanguage={(it) => filter({ language: it === first ? '' : it })}
      onTheirs={async () => {
        await refresh()
        again(round + 1)
      }}
    />
  )
}

type WritingProps = {
  page: PageLine
  draft: ReturnType<typeof useReading<any, typeof readDraft.reply>>['data']
  onLanguage(language: string): void
  onTheirs(): Promise<void>
}

function Writing({ page, draft, onLanguage, onTheirs }: WritingProps) {
  const text = useText(contentTexts)
  const words = usePageWords()
  const format = useFormat()
  const { slug } = useWorkspace()
  const site = useRead(readSite)
  const { language } = draft
  const saving = useSaving(page.id, language, draft)
  const { fields, change, conflict } = saving
  const refusal = useProblemText(saving.fault)
  const mayPublish = useMay('pages.publish')
  const [isPublishing, setPublishing] = useState(false)
  const spoken = languages.filter(
    (it) => site.languages.includes(it) || page.texts.some((one) => one.language === it),
  )
  const preview = async () => {
    // Opened at once: a browser lets nothing open that was not pressed for.
    const tab = open('about:blank', '_blank')
    await saving.save()
    if (tab) tab.location.href = `/${slug}/preview/${page.id}/${language}`
  }
  const isLive = page.state === 'published'
  return (
    <Page
      title={words.type(page.type)}
      subtitle={
        <span className="page-state">
          <PageStatus state={page.state} />
          {page.state === 'scheduled' &&
            text('content.goes-live', { when: format.instant(page.publishedAt!) })}
          {isLive && text('content.live-since', { when: format.day(page.publishedAt!) })}
          {page.nextAt && text('content.next-at', { when: format.instant(page.nextAt) })}
          <span className="saving" role="status" data-state={saving.state}>
            {text(states[saving.state])}
          </span>
        </span>
      }
      back={{ to: '/site', text: text('content.site') }}
      actions={
        <>
          <Button icon={IconEye} onClick={() => void preview()}>
            {text('content.preview')}
          </Button>
          {mayPublish && page.state !== 'archived' && (
            <Button
              look="filled"
              onClick={async () => {
                if (await saving.save()) setPublishing(true)
              }}
            >
              {text(isLive ? 'content.publish-changes' : 'content.publish')}
            </Button>
          )}
          <MoreMenu page={page} title={fields.title} onGone={saving.forget} />
        </>
      }
    >
      {saving.isRecovered && <Notice>{text('content.recovered')}</Notice>}
      {conflict && (
        <Notice
          tone="warning"
          action={
            <span className="row">
              <Button small onClick={() => void saving.keepMine()}>
                {text('content.conflict-mine')}
              </Button>
              <Button
                small
                onClick={() => {
                  saving.forget()
                  void onTheirs()
                }}
              >
                {text('content.conflict-theirs')}
              </Button>
            </span>
          }
        >
          <p>{text('content.conflict', { name: conflict.by })}</p>
          <details>
            <summary>{text('content.conflict-diff')}</summary>
            <ChangeView changes={conflict.changes} />
          </details>
        </Notice>
      )}
      {refusal && <Notice tone="error">{refusal}</Notice>}
      {spoken.length > 1 && (
        <Segmented
          label={text('content.language')}
          value={language}
          choices={spoken.map((it) => ({ value: it, text: words.language(it) }))}
          onChange={async (it) => {
            await saving.save()
            onLanguage(it)
          }}
        />
      )}
      <div className="writing">
        <div className="writing-main">
          {draft.revision === 0 && <p className="hint">{text('content.not-in-language')}</p>}
          <input
            className="writing-title"
            aria-label={text('content.title')}
            placeholder={text('content.title')}
            maxLength={200}
            lang={language}
            value={fields.title}
            onChange={(event) => change({ title: event.target.value })}
          />
          <div lang={language}>
            <RichText
              label={text('content.text')}
              html={fields.html}
              pictures
              onChange={(html) => change({ html })}
            />
          </div>
        </div>
        <SidePanel page={page} fields={fields} language={language} change={change} />
      </div>
      {isPublishing && <PublishDialog page={page} onClose={() => setPublishing(false)} />}
    </Page>
  )
}

type MoreProps = { page: PageLine; title: string; onGone(): void }

function MoreMenu({ page, title, onGone }: MoreProps) {
  const text = useText(contentTexts)
  const go = useGo()
  const { id: pageId, state } = page
  const mayPublish = useMay('pages.publish')
  const refreshes = [listPages, readPage] as const
  const duplicate = useAction(duplicatePage, {
    refreshes,
    done: text('content.duplicated'),
    onDone: ({ id }) => go(`/site/pages/${id}`),
  })
  const archive = useAction(archivePage, { refreshes, done: text('content.archived') })
  const reopen = useAction(reopenPage, { refreshes })
  const unschedule = useAction(unschedulePage, { refreshes, done: text('content.unscheduled') })
  const remove = useAction(removePage, {
    done: text('content.removed'),
    onDone: async () => {
      onGone()
      await go('/site')
    },
  })
  const items = [
    {
      text: text('content.versions'),
      icon: IconHistory,
      onChoose: () => go(`/site/pages/${pageId}/versions`),
    },
    {
      text: text('content.duplicate'),
      icon: IconCopy,
      onChoose: () => duplicate.run({ pageId }),
    },
    ...(mayPublish && (state === 'scheduled' || page.nextAt)
      ? [
          {
            text: text('content.unschedule'),
            icon: IconRotate,
            onChoose: () => unschedule.run({ pageId }),
          },
        ]
      : []),
    ...(mayPublish && state === 'published'
      ? [
          {
            text: text('content.archive'),
            icon: IconArchive,
            onChoose: () => archive.run({ pageId }),
          },
        ]
      : []),
    ...(mayPublish && state === 'archived'
      ? [{ text: text('content.reopen'), icon: IconRotate, onChoose: () => reopen.run({ pageId }) }]
      : []),
    ...(state === 'draft' && page.publishedAt === null
      ? [
          {
            text: text('content.remove'),
            icon: IconTrash,
            danger: true,
            onChoose: async () => {
              const isSure = await ask({
                title: text('content.remove-sure', { title }),
                text: text('content.remove-hint'),
                confirm: text('content.remove'),
                danger: true,
              })
              if (isSure) await remove.run({ pageId })
            },
          },
        ]
      : []),
  ]
  return <Menu label={text('content.more')} items={items} />
}
