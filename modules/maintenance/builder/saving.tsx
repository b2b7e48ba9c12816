/** What is typed is on this device at once and on the server a moment later; what two write at once is brought together. */
import { useEffect, useRef, useState } from 'react'
import { Problem } from '#kernel/contract.ts'
import { NetworkFailure, useCall } from '#web/api.tsx'
import {
  type Content,
  DraftChanged,
  type Fault,
  readVersion,
  saveDraft,
  type StepFile,
  type Version,
} from '../procedures/contract.ts'
import { type Merged, merged, sendable } from './rules.ts'

/** A pause in typing after which it is saved. */
const PAUSE_MS = 1200
const AGAIN_MS = 5000

export type Saving = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'refused'
type Kept = { revision: number; base: Content; content: Content }
export type Meeting = Pick<Merged, 'twice' | 'theirs'> & { by: string | null }

export const contentOf = (it: Version): Content => {
  const { title, description, category, tags, equipment, note, steps } = it
  return { title, description, category, tags, equipment, note, steps }
}

export function useSaving(version: Version, untitled: string) {
  const call = useCall()
  const { id: versionId } = version
  const key = `socle.procedure.${versionId}`
  const [start] = useState(() => {
    const kept = readKept(key)
    const content = contentOf(version)
    return kept
      ? { ...kept, isRecovered: true }
      : { revision: version.revision, base: content, content, isRecovered: false }
  })
  const [content, setContent] = useState<Content>(start.content)
  const [state, setState] = useState<Saving>(start.isRecovered ? 'unsaved' : 'saved')
  const [fault, setFault] = useState<Problem>()
  const [meeting, meet] = useState<Meeting>()
  const [known, know] = useState<{ files: readonly StepFile[]; faults: readonly Fault[] }>(version)
  const now = useRef<Kept>({ revision: start.revision, base: start.base, content: start.content })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<boolean>>(undefined)

  const keep = () => localStorage.setItem(key, JSON.stringify(now.current))
  const soon = (ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), ms)
  }
  const change = (changes: Partial<Content>) => {
    now.current.content = { ...now.current.content, ...changes }
    setContent(now.current.content)
    setState('unsaved')
    keep()
    soon(PAUSE_MS)
  }

  /** True when what is on the screen is what the server has. */
  const save = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    if (running.current) await running.current
    if (readKept(key) === undefined) return true
    running.current = send(now.current.content).finally(() => (running.current = undefined))
    return running.current
  }

  const send = async (sent: Content): Promise<boolean> => {
    setState('saving')
    try {
      const { revision, ...reply } = await call(saveDraft, {
        ...sendable(sent, untitled),
        versionId,
        revision: now.current.revision,
      })
      now.current.revision = revision
      now.current.base = sent
      know(reply)
      setFault(undefined)
      if (now.current.content !== sent) {
        keep()
        soon(PAUSE_MS)
        return false
      }
      localStorage.removeItem(key)
      setState('saved')
      return true
    } catch (error) {
      if (error instanceof NetworkFailure) {
        setState('waiting')
        soon(AGAIN_MS)
      } else if (DraftChanged.is(error)) await bringTogether(error.facts['by'] as string | null)
      else if (error instanceof Problem) {
        setState('refused')
        setFault(error)
      } else throw error
      return false
    }
  }

  /** Theirs is read, mine is put into it, and the whole is saved again. */
  const bringTogether = async (by: string | null) => {
    const their = await call(readVersion, { versionId })
    const theirs = contentOf(their)
    const { content: whole, ...both } = merged(now.current.base, now.current.content, theirs)
    now.current = { revision: their.revision, base: theirs, content: whole }
    keep()
    setContent(whole)
    setState('unsaved')
    meet({ ...both, by })
    soon(0)
  }

  useEffect(() => {
    if (start.isRecovered) soon(0)
    const leave = () => {
      if (document.visibilityState === 'hidden') void save()
    }
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      clearTimeout(timer.current)
      void save()
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per version: what changes is read from refs
  }, [key])

  return {
    content,
    state,
    fault,
    meeting,
    files: known.files,
    faults: known.faults,
    change,
    save,
    understood: () => meet(undefined),
    forget() {
      clearTimeout(timer.current)
      localStorage.removeItem(key)
    },
  }
}

function readKept(key: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined // written by another version: what the server has is there
  }
}
