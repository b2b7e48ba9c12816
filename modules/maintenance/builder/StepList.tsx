/** The steps in their order: chosen, moved by hand, by button and by Alt with an arrow. */
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconGripVertical,
  IconLock,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useText } from '#web/text.tsx'
import { Button, IconButton } from '#web/ui/Button.tsx'
import type { Fault } from '../procedures/contract.ts'
import { kindWords } from '../procedures/words.tsx'
import type { Step } from '../steps/contract.ts'
import { maintenanceTexts } from '../texts.tsx'
import { builderTexts } from './texts.tsx'
import { withCopy, withMoved, withNew } from './rules.ts'

type StepListProps = {
  steps: readonly Step[]
  /** Keys that were in use before: a step that is gone leaves its own to nobody. */
  taken: ReadonlySet<string>
  faults: readonly Fault[]
  chosen: string | undefined
  onChoose(key: string): void
  onChange(steps: Step[]): void
}

export function StepList({ steps, taken, faults, chosen, onChoose, onChange }: StepListProps) {
  const text = useText(builderTexts, maintenanceTexts)
  const list = useRef<HTMLOListElement>(null)
  const [dragged, drag] = useState<number>()
  const [over, hover] = useState<number>()
  const at = steps.findIndex((it) => it.key === chosen)

  const move = (from: number, to: number) => {
    if (to < 0 || to >= steps.length || from === to) return
    onChange(withMoved(steps, from, to))
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>('.builder-step')[to]?.focus(),
    )
  }
  const add = (made: Step[]) => {
    onChange(made)
    const fresh = made.find((it) => !steps.some((one) => one.key === it.key))
    if (fresh) onChoose(fresh.key)
  }
  const remove = (i: number) => {
    const rest = steps.filter((_, place) => place !== i)
    onChange(rest)
    const next = rest[Math.min(i, rest.length - 1)]
    if (next) onChoose(next.key)
  }
  const onKey = (event: KeyboardEvent, i: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(i, event.key === 'ArrowUp' ? i - 1 : i + 1)
  }

  return (
    <div className="builder-steps">
      <ol ref={list} aria-label={text('procedures.steps')}>
        {steps.map((it, i) => {
          const { icon: Mark, text: kind } = kindWords[it.validation.kind]
          const isFaulty = faults.some((one) => one.key === it.key)
          return (
            <li
              key={it.key}
              data-over={over === i && dragged !== undefined ? true : undefined}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move'
                drag(i)
              }}
              onDragOver={(event) => {
                event.preventDefault()
                hover(i)
              }}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged !== undefined) move(dragged, i)
              }}
              onDragEnd={() => {
                drag(undefined)
                hover(undefined)
              }}
            >
              <IconGripVertical className="builder-grip" size={16} aria-hidden="true" />
              <button
                type="button"
                className="builder-step"
                aria-current={it.key === chosen ? 'step' : undefined}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                onClick={() => onChoose(it.key)}
                onKeyDown={(event) => onKey(event, i)}
              >
                <span className="builder-place">{i + 1}</span>
                <span className="builder-words">
                  <span dir="auto">{it.title || text('builder.untitled')}</span>
                  <span className="hint">
                    <Mark size={14} stroke={1.8} /> {text(kind)}
                    {isFaulty && <b className="builder-fault"> · {text('builder.incomplete')}</b>}
                  </span>
                </span>
                {it.isGate && <IconLock size={15} stroke={2} aria-label={text('steps.gate')} />}
              </button>
            </li>
          )
        })}
      </ol>
      <div className="builder-tools">
        <Button
          small
          icon={IconPlus}
          onClick={() => add(withNew(steps, at < 0 ? steps.length - 1 : at, taken))}
        >
          {text('builder.add')}
        </Button>
        {at >= 0 && (
          <span className="row">
            <IconButton
              label={text('builder.up')}
              icon={IconArrowUp}
              disabled={at === 0}
              onClick={() => move(at, at - 1)}
            />
            <IconButton
              label={text('builder.down')}
              icon={IconArrowDown}
              disabled={at === steps.length - 1}
              onClick={() => move(at, at + 1)}
            />
            <IconButton
              label={text('builder.copy')}
              icon={IconCopy}
              onClick={() => add(withCopy(steps, at, taken))}
            />
            <IconButton
              label={text('builder.remove')}
              icon={IconTrash}
              onClick={() => remove(at)}
            />
          </span>
        )}
      </div>
      <p className="hint builder-keys">{text('builder.keys')}</p>
    </div>
  )
}
