/** Short news at the edge of the screen, with a way back. */
import { IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useText } from '../text.tsx'
import type fr from '../locales/fr.ts'

type Toast = { id: number; message: string; undo?: (() => unknown) | undefined }

let toasts: readonly Toast[] = []
let next = 1
const watchers = new Set<() => void>()
const change = (to: readonly Toast[]) => {
  toasts = to
  for (const watch of watchers) watch()
}
const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/**
 * Tells a person that something is done; with `undo`, offers to take it back (it returns false when it was too late).
 * At most three at once.
 */
export function tell(message: string, undo?: () => unknown) {
  change([...toasts.slice(-2), { id: next++, message, undo }])
}
/** Takes every toast away: another person is here now. */
export const dropToasts = () => change([])
const drop = (id: number) => change(toasts.filter((it) => it.id !== id))

/** Long enough to read and to reach the button. */
const STAY_MS = 5000
const STAY_WITH_UNDO_MS = 10_000

export function Toasts() {
  const shown = useSyncExternalStore(watch, () => toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((it) => (
        <ToastCard key={it.id} {...it} />
      ))}
    </div>
  )
}

function ToastCard({ id, message, undo }: Toast) {
  const text = useText<typeof fr>()
  const [isHeld, hold] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => drop(id), undo ? STAY_WITH_UNDO_MS : STAY_MS)
    return () => clearTimeout(timer)
  }, [id, undo, isHeld])

  return (
    <div
      className="toast"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <span>{message}</span>
      {undo && (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            drop(id)
            void Promise.resolve(undo()).then((done) => done === false || tell(text('app.undone')))
          }}
        >
          {text('app.undo')}
        </button>
      )}
      <button
        type="button"
        className="toast-close"
        aria-label={text('app.close')}
        onClick={() => drop(id)}
      >
        <IconX size={16} />
      </button>
    </div>
  )
}
