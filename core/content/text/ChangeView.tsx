/** What differs between two texts, as people mark it: struck out, and underlined. What stayed is folded away. */
import { useText } from '#web/text.tsx'
import { contentTexts } from '../texts.tsx'
import type { Change } from './contract.ts'

/** So many unchanged blocks are shown around a change. */
const AROUND = 1

export function ChangeView({ changes }: { changes: readonly Change[] }) {
  const text = useText(contentTexts)
  const isNear = (i: number) =>
    changes.slice(Math.max(0, i - AROUND), i + AROUND + 1).some((it) => it.change !== 'same')
  if (changes.every((it) => it.change === 'same'))
    return <p className="hint">{text('content.no-changes')}</p>
  const labels = {
    added: text('content.added'),
    removed: text('content.removed-words'),
    changed: text('content.changed-words'),
    same: undefined,
  }
  const rows: React.ReactNode[] = []
  let hidden = 0
  const fold = (key: number) => {
    if (hidden > 0)
      rows.push(
        <p key={`fold-${key}`} className="hint change-fold">
          {text('content.unchanged', { count: hidden })}
        </p>,
      )
    hidden = 0
  }
  changes.forEach((it, i) => {
    if (!isNear(i)) {
      hidden++
      return
    }
    fold(i)
    rows.push(
      <div key={i} className="change" data-change={it.change}>
        {labels[it.change] && <span className="change-label">{labels[it.change]}</span>}
        <p data-kind={it.kind}>
          {it.words.map((word, at) => (
            <Word key={at} {...word} kind={it.kind} />
          ))}
        </p>
      </div>,
    )
  })
  fold(changes.length)
  return <div className="changes">{rows}</div>
}

function Word({ change, text: words, kind }: Change['words'][number] & { kind: string }) {
  const text = useText(contentTexts)
  const shown =
    kind === 'picture'
      ? text('content.a-picture', { alt: words })
      : kind === 'rule'
        ? text('content.a-rule')
        : words
  if (change === 'added') return <ins>{shown}</ins>
  if (change === 'removed') return <del>{shown}</del>
  return <>{shown}</>
}
