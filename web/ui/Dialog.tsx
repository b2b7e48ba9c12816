/** Windows above the page, on the browser's own dialog: it keeps the focus inside and gives it back. */
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef, useSyncExternalStore } from 'react'
import { useText } from '../text.tsx'
import type fr from '../locales/fr.ts'
import { Button, IconButton } from './Button.tsx'

type DialogProps = {
  isOpen: boolean
  onClose(): void
  title: string
  /** From the bottom edge on phones. */
  sheet?: boolean
  wide?: boolean
  children: ReactNode
}

export function Dialog({ isOpen, onClose, title, sheet, wide, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  const text = useText<typeof fr>()
  useEffect(() => {
    const dialog = box.current
    if (!isOpen || !dialog || dialog.open) return
    dialog.showModal()
    return () => dialog.close()
  }, [isOpen])
  if (!isOpen) return null

  return (
    <dialog
      ref={box}
      className="dialog"
      data-sheet={sheet || undefined}
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // The backdrop belongs to the dialog itself: a press on it is a press outside of the box.
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="dialog-box">
        <header className="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton label={text('app.close')} icon={IconX} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  )
}

type Question = { title: string; text?: string; confirm?: string; danger?: boolean }
type Asked = Question & { answer(yes: boolean): void }

let asked: Asked | null = null
const watchers = new Set<() => void>()
const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}
const change = (to: Asked | null) => {
  asked = to
  for (const watcher of watchers) watcher()
}

/** Asks before something that cannot be undone: `if (await ask({ title, danger: true })) …`. */
export const ask = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    change({
      ...question,
      answer: (yes) => {
        change(null)
        resolve(yes)
      },
    })
  })

/** Shows the questions; once, around all pages. */
export function Asker() {
  const text = useText<typeof fr>()
  const question = useSyncExternalStore(watch, () => asked)
  if (!question) return null
  return (
    <Dialog isOpen title={question.title} onClose={() => question.answer(false)}>
      {question.text && <p>{question.text}</p>}
      <div className="dialog-foot">
        <Button onClick={() => question.answer(false)}>{text('app.cancel')}</Button>
        <Button look={question.danger ? 'danger' : 'filled'} onClick={() => question.answer(true)}>
          {question.confirm ?? text('app.confirm')}
        </Button>
      </div>
    </Dialog>
  )
}
