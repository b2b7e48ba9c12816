import { useEffect, useState } from 'react'
import { findAnswers } from '#core/content/faq/contract.ts'
import { useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { useForm } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { supportTexts } from '../texts.tsx'

const PAUSE_MS = 500
const LEAST_CHARS = 8
const MOST = 3

/** Perhaps it has been answered already: shown while one writes what it is about, and in nobody's way. */
export function FaqOffer() {
  const { values } = useForm()
  const typed = String(values['title'] ?? '').trim()
  const [asked, ask] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => ask(typed.length < LEAST_CHARS ? '' : typed), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return asked && <Found asked={asked} />
}

function Found({ asked }: { asked: string }) {
  const text = useText(supportTexts)
  const { items } = useRead(findAnswers, { text: asked })
  if (items.length === 0) return null
  return (
    <Notice tone="info">
      <strong>{text('help.faq')}</strong>
      {items.slice(0, MOST).map(({ id, question, html }) => (
        <details key={id}>
          <summary>{question}</summary>
          <p>{wordsOf(html)}</p>
        </details>
      ))}
    </Notice>
  )
}

/** Its words alone: the page of the questions shows them as they were set. */
const wordsOf = (html: string) =>
  new DOMParser().parseFromString(html, 'text/html').body.textContent.trim()
