import { IconHelpHexagon, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { languageIn } from '../pages/words.tsx'
import { contentTexts } from '../texts.tsx'
import { type FaqCategory, type FaqEntry, orderFaq, readFaq } from './contract.ts'
import { CategoryDialog, EntryDialog } from './FaqDialogs.tsx'
import { CategoryPanel, type Place } from './FaqCategory.tsx'
import { stems } from './rules.ts'
import '../content.css'

/** All questions and answers, in the order in which readers see them. */
export function FaqPage() {
  const text = useText(contentTexts)
  const [locale] = useLocale()
  const language = languageIn(locale)
  const { categories } = useRead(readFaq)
  const filters = useFilters({ q: '' })
  const [{ q }] = filters
  const [editing, edit] = useState<{ entry?: FaqEntry; categoryId: string }>()
  const [naming, name] = useState<{ category?: FaqCategory }>()
  const order = useAction(orderFaq, { refreshes: [readFaq] })
  const [said, say] = useState('')

  const wanted = stems(q)
  const fits = ({ texts }: FaqEntry) => {
    const known = stems(
      Object.values(texts)
        .map((it) => `${it.question} ${it.html}`)
        .join(' '),
    )
    return wanted.every((it) => known.some((one) => one.startsWith(it)))
  }
  const shown = categories.map((it) => ({ ...it, entries: it.entries.filter(fits) }))

  /** Puts an entry at another place; `before` null is the end of that section. */
  const move = async (entry: FaqEntry, { categoryId, before }: Place) => {
    const next = categories.map(({ id, entries }) => {
      const ids = entries.map((it) => it.id).filter((it) => it !== entry.id)
      if (id === categoryId) {
        const at = before === null ? -1 : ids.indexOf(before)
        ids.splice(at < 0 ? ids.length : at, 0, entry.id)
      }
      return { id, entryIds: ids }
    })
    if (!(await order.run({ categories: next }))) return
    const there = next.find((it) => it.id === categoryId)!.entryIds
    say(
      text('content.faq-moved', {
        title: entry.texts[language].question,
        place: there.indexOf(entry.id) + 1,
        count: there.length,
      }),
    )
  }

  return (
    <Page
      title={text('content.faq')}
      subtitle={text('content.faq-hint')}
      actions={
        <>
          <Button onClick={() => name({})}>{text('content.faq-category-new')}</Button>
          {categories.length > 0 && (
            <Button
              look="filled"
              icon={IconPlus}
              onClick={() => edit({ categoryId: categories[0]!.id })}
            >
              {text('content.faq-new')}
            </Button>
          )}
        </>
      }
    >
      <p className="unseen" role="status">
        {said}
      </p>
      {categories.length === 0 ? (
        <EmptyState
          icon={IconHelpHexagon}
          title={text('content.faq-empty')}
          action={<Button onClick={() => name({})}>{text('content.faq-category-new')}</Button>}
        >
          {text('content.faq-empty-hint')}
        </EmptyState>
      ) : (
        <Filters of={filters}>
          <SearchFilter label={text('content.faq-search')} />
        </Filters>
      )}
      {q !== '' && shown.every((it) => it.entries.length === 0) && (
        <EmptyState icon={IconHelpHexagon} title={text('content.faq-not-found')} />
      )}
      {shown
        .filter((it) => q === '' || it.entries.length > 0)
        .map((it) => (
          <CategoryPanel
            key={it.id}
            category={it}
            language={language}
            mayMove={q === ''}
            onMove={move}
            onEdit={(entry) => edit({ entry, categoryId: it.id })}
            onAdd={() => edit({ categoryId: it.id })}
            onRename={() => name({ category: it })}
          />
        ))}
      {editing && (
        <EntryDialog
          {...editing}
          categories={categories}
          language={language}
          onClose={() => edit(undefined)}
        />
      )}
      {naming && <CategoryDialog {...naming} onClose={() => name(undefined)} />}
    </Page>
  )
}
