/** What somebody typed survives a reload of the tab; secrets never do. */
import { useRef, useState } from 'react'
import type { Values } from './Form.tsx'

export type Draft = {
  found: Values | undefined
  keep(values: Values): void
  forget(): void
  /** A field that is never written down. */
  hide(name: string): void
}

const PREFIX = 'socle.draft.'

export function useDraft(key: string | undefined): Draft {
  const hidden = useRef(new Set<string>())
  const [found] = useState(() => (key ? read(PREFIX + key) : undefined))
  return {
    found,
    keep: (values) => {
      if (!key) return
      const open = Object.entries(values).filter(([name]) => !hidden.current.has(name))
      sessionStorage.setItem(PREFIX + key, JSON.stringify(Object.fromEntries(open)))
    },
    forget: () => key && sessionStorage.removeItem(PREFIX + key),
    hide: (name) => void hidden.current.add(name),
  }
}

function read(key: string): Values | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined // written by another version: an empty form is better than no form
  }
}
