/** One section of questions, each moved by dragging or by its two buttons. */
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import type { Language } from '#kernel/text.ts'
import { useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { contentTexts } from '../texts.tsx'
import {
  type FaqCategory,
  type FaqEntry,
  readFaq,
  removeFaqCategory,
  removeFaqEntry,
} from './contract.ts'

export type Place = { categoryId: string; before: string | null }

type CategoryProps = {
  category: FaqCategory
  language: Language
  mayMove: boolean
  onMove(entry: FaqEntry, to: Place): Promise<void>
  onEdit(entry: FaqEntry): void
  onAdd(): void
  onRename(): void
}

/** What is being dragged: one pointer drags one thing. */
let dragged: FaqEntry | undefined

export const saidIn = <T,>(
  of: Record<Language, T>,
  language: Language,
  isEmpty: (it: T) => boolean,
) => [of[language], of.fr, of.nl, of.en].find((it) => !isEmpty(it)) ?? of[language]

export function CategoryPanel(props: CategoryProps) {
  const { category, language, mayMove, onMove, onEdit, onAdd, onRename } = props
  const text = useText(contentTexts)
  const { id: categoryId, entries } = category
  const [over, setOver] = useState<string | null>()
  const removal = useAction(removeFaqCategory, { refreshes: [readFaq] })
  const refusal = useProblemText(removal.problem)
  const target = (before: string | null) => ({
    onDragOver: (event: DragEvent) => {
      if (!dragged) return
      event.preventDefault()
      setOver(before)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(undefined)
      if (dragged && dragged.id !== before) void onMove(dragged, { categoryId, before })
      dragged = undefined
    },
    onDragLeave: () => setOver(undefined),
  })
  /** The neighbour before which it stands after a step. */
  const step = (i: number, by: 1 | -1) =>
    onMove(entries[i]!, { categoryId, before: entries[by < 0 ? i - 1 : i + 2]?.id ?? null })
  return (
    <Panel
      title={saidIn(category.names, language, (it) => it === '')}
      flush
      actions={
        <Menu
          label={text('content.more')}
          items={[
            { text: text('content.faq-new'), icon: IconPlus, onChoose: onAdd },
            { text: text('content.faq-category-edit'), onChoose: onRename },
            {
              text: text('content.faq-category-remove'),
              danger: true,
              onChoose: () => removal.run({ categoryId }),
            },
          ]}
        />
      }
    >
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <ol className="faq-list" {...(entries.length === 0 ? target(null) : {})}>
        {entries.map((entry, i) => (
          <li
            key={entry.id}
            data-over={over === entry.id || undefined}
            draggable={mayMove}
            onDragStart={(event) => {
              dragged = entry
              event.dataTransfer.effectAllowed = 'move'
            }}
            onDragEnd={() => (dragged = undefined)}
            {...target(entry.id)}
          >
            {mayMove && <IconGripVertical size={18} className="faq-grip" aria-hidden="true" />}
            <button type="button" className="faq-question" onClick={() => onEdit(entry)}>
              {saidIn(entry.texts, language, (it) => it.question === '').question}
              <span className="hint">
                {text('content.faq-votes', { useful: entry.useful, useless: entry.useless })}{' '}
                <Shown entry={entry} />
              </span>
            </button>
            {mayMove && (
              <span className="faq-moves">
                <IconButton
                  label={text('content.faq-up')}
                  icon={IconArrowUp}
                  aria-disabled={i === 0 || undefined}
                  onClick={() => i > 0 && void step(i, -1)}
                />
                <IconButton
                  label={text('content.faq-down')}
                  icon={IconArrowDown}
                  aria-disabled={i === entries.length - 1 || undefined}
                  onClick={() => i < entries.length - 1 && void step(i, 1)}
                />
                <Removal entry={entry} />
              </span>
            )}
          </li>
        ))}
      </ol>
      {entries.length === 0 && (
        <p className="hint panel-line">
          {text('content.faq-none-here')}{' '}
          <Button small look="quiet" onClick={onAdd}>
            {text('content.faq-new')}
          </Button>
        </p>
      )}
    </Panel>
  )
}

function Shown({ entry }: { entry: FaqEntry }) {
  const text = useText(contentTexts)
  if (entry.visibility === 'public') return null
  return (
    <Tag>{text(entry.visibility === 'members' ? 'content.members-only' : 'content.hidden')}</Tag>
  )
}

function Removal({ entry }: { entry: FaqEntry }) {
  const text = useText(contentTexts)
  const remove = useAction(removeFaqEntry, {
    refreshes: [readFaq],
    done: text('content.faq-removed'),
  })
  return (
    <Menu
      label={text('content.more')}
      items={[
        {
          text: text('content.faq-remove'),
          danger: true,
          onChoose: async () => {
            const isSure = await ask({
              title: text('content.faq-remove-sure'),
              confirm: text('content.faq-remove'),
              danger: true,
            })
            if (isSure) await remove.run({ entryId: entry.id })
          },
        },
      ]}
    />
  )
}
