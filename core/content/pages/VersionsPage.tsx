import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import type { Language } from '#kernel/text.ts'
import { ChangeView } from '../text/ChangeView.tsx'
import { contentTexts } from '../texts.tsx'
import {
  compareVersions,
  keepVersion,
  listVersions,
  readDraft,
  readPage,
  restoreVersion,
  type Version,
} from './contract.ts'
import { asLanguage, usePageWords } from './words.tsx'
import '../content.css'

/** What a page said before, and what has changed since. */
export function VersionsPage() {
  const text = useText(contentTexts)
  const words = usePageWords()
  const pageId = useParam('id')
  const [filters, filter] = useFilters({ language: '' })
  const page = useRead(readPage, { pageId })
  const language = asLanguage(filters.language, page.texts[0]?.language ?? 'fr')
  const versions = useList(listVersions, { pageId, language })
  const [compared, compare] = useState<number>()
  const refreshes = [listVersions, readDraft, readPage, compareVersions] as const
  const keep = useAction(keepVersion, { refreshes, done: text('content.kept') })
  const restore = useAction(restoreVersion, { refreshes, done: text('content.restored') })
  return (
    <Page
      narrow
      title={text('content.versions')}
      subtitle={text('content.versions-hint')}
      back={{ to: `/site/pages/${pageId}`, text: page.texts[0]?.title ?? text('content.untitled') }}
      actions={
        <Button pending={keep.pending} onClick={() => void keep.run({ pageId })}>
          {text('content.keep')}
        </Button>
      }
    >
      {page.texts.length > 1 && (
        <Segmented
          label={text('content.language')}
          value={language}
          choices={page.texts.map((it) => ({
            value: it.language,
            text: words.language(it.language),
          }))}
          onChange={(it) => filter({ language: it })}
        />
      )}
      <Panel flush>
        {versions.items.length === 0 ? (
          <EmptyState icon={IconHistory} title={text('content.no-versions')}>
            {text('content.no-versions-hint')}
          </EmptyState>
        ) : (
          <Items label={text('content.versions')}>
            {versions.items.map((it) => (
              <One
                key={it.number}
                version={it}
                place={{ pageId, language }}
                isOpen={compared === it.number}
                onCompare={() => compare(compared === it.number ? undefined : it.number)}
                onRestore={() => restore.run({ pageId, language, number: it.number })}
              />
            ))}
          </Items>
        )}
      </Panel>
      {versions.more && (
        <Button pending={versions.isLoadingMore} onClick={versions.more}>
          {text('content.older')}
        </Button>
      )}
    </Page>
  )
}

type OneProps = {
  version: Version
  place: { pageId: string; language: Language }
  isOpen: boolean
  onCompare(): void
  onRestore(): unknown
}

function One({ version, place, isOpen, onCompare, onRestore }: OneProps) {
  const text = useText(contentTexts)
  const format = useFormat()
  const [now] = useState(() => Date.now())
  const { number, liveFrom, createdAt, createdBy, mustAccept } = version
  const when =
    liveFrom === null
      ? text('content.version-kept', { when: format.instant(createdAt) })
      : Date.parse(liveFrom) > now
        ? text('content.version-coming', { when: format.instant(liveFrom) })
        : text('content.version-live', { when: format.instant(liveFrom) })
  return (
    <Item
      title={
        <>
          {text('content.version', { number })}{' '}
          {mustAccept && <Tag>{text('content.version-accept')}</Tag>}
        </>
      }
      hint={
        <>
          {when}, {text('content.version-by', { name: createdBy })}
          {isOpen && <Compared {...place} from={number} />}
        </>
      }
      end={
        <span className="row">
          <Button small aria-expanded={isOpen} onClick={onCompare}>
            {text('content.compare')}
          </Button>
          <Button small look="quiet" onClick={() => void onRestore()}>
            {text('content.restore')}
          </Button>
        </span>
      }
    />
  )
}

function Compared(input: { pageId: string; language: Language; from: number }) {
  const { changes } = useRead(compareVersions, input)
  return <ChangeView changes={changes} />
}
