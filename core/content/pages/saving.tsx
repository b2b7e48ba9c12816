/** What is typed is on the server a moment later, on this device at once, and never written over somebody else's text. */
import { useEffect, useRef, useState } from 'react'
import { Problem } from '#kernel/contract.ts'
import type { Language } from '#kernel/text.ts'
import { NetworkFailure, useCall } from '#web/api.tsx'
import type { Change } from '../text/contract.ts'
import { type Draft, EditedMeanwhile, keepVersion, saveDraft } from './contract.ts'

/** A pause in typing after which it is saved. */
const PAUSE_MS = 1500
const AGAIN_MS = 5000

export type Fields = Pick<
  Draft,
  'title' | 'slug' | 'excerpt' | 'html' | 'metaTitle' | 'metaDescription'
> & { picture: { key: string; alt: string; url: string } | null }
export type Saving = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'refused'
export type Conflict = { revision: number; by: string; changes: Change[] }

type Kept = { revision: number; fields: Fields }

export function useSaving(pageId: string, language: Language, draft: Draft) {
  const call = useCall()
  const key = `socle.page.${pageId}.${language}`
  const [start] = useState(() => {
    const kept = readKept(key)
    const { revision, updatedAt: _, updatedBy: _by, language: _language, ...fields } = draft
    return kept ? { ...kept, isRecovered: true } : { revision, fields, isRecovered: false }
  })
  const [fields, setFields] = useState<Fields>(start.fields)
  const [state, setState] = useState<Saving>(start.isRecovered ? 'unsaved' : 'saved')
  const [fault, setFault] = useState<Problem>()
  const [conflict, setConflict] = useState<Conflict>()
  const now = useRef<Kept>({ revision: start.revision, fields: start.fields })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<boolean>>(undefined)

  const soon = (ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), ms)
  }

  const change = (changes: Partial<Fields>) => {
    now.current.fields = { ...now.current.fields, ...changes }
    setFields(now.current.fields)
    setState('unsaved')
    localStorage.setItem(key, JSON.stringify(now.current))
    if (!conflict) soon(PAUSE_MS)
  }

  /** True when what is on the screen is what the server has. */
  const save = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    if (running.current && !(await running.current)) return false
    const sent = now.current.fields
    if (sent.title.trim() === '') return false
    if (readKept(key) === undefined) return true
    running.current = send(sent).finally(() => (running.current = undefined))
    return running.current
  }

  const send = async (sent: Fields): Promise<boolean> => {
    setState('saving')
    const { slug, picture, ...words } = sent
    try {
      const reply = await call(saveDraft, {
        ...{ pageId, language, revision: now.current.revision, ...words },
        ...(slug ? { slug } : {}),
        picture: picture && { key: picture.key, alt: picture.alt },
      })
      now.current.revision = reply.revision
      setFault(undefined)
      if (!slug) now.current.fields = { ...now.current.fields, slug: reply.slug }
      if (now.current.fields.html !== sent.html || now.current.fields.title !== sent.title) {
        localStorage.setItem(key, JSON.stringify(now.current))
        soon(PAUSE_MS)
        return false
      }
      localStorage.removeItem(key)
      setFields(now.current.fields)
      setState('saved')
      return true
    } catch (error) {
      if (error instanceof NetworkFailure) {
        setState('waiting')
        soon(AGAIN_MS)
      } else if (EditedMeanwhile.is(error)) {
        setState('unsaved')
        setConflict(error.facts as unknown as Conflict)
      } else if (error instanceof Problem) {
        setState('refused')
        setFault(error)
      } else throw error
      return false
    }
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
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per page and language: what changes is read from refs
  }, [key])

  return {
    fields,
    state,
    fault,
    conflict,
    isRecovered: start.isRecovered,
    change,
    save,
    /** Theirs is put among the versions first. */
    async keepMine() {
      if (!conflict) return
      await call(keepVersion, { pageId })
      now.current.revision = conflict.revision
      setConflict(undefined)
      await save()
    },
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
