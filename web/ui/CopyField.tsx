/** Something to take along: a link, a code. */
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import type fr from '../locales/fr.ts'
import { useText } from '../text.tsx'
import { Button } from './Button.tsx'

const SHOWN_MS = 2500

type CopyFieldProps = {
  label: string
  value: string
  /** Whole on a phone too, for who copies it by hand. */
  wraps?: boolean
}

export function CopyField({ label, value, wraps }: CopyFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const Box = wraps ? 'textarea' : 'input'
  const text = useText<typeof fr>()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    // The clipboard needs https; on a plain LAN the text stays selected for the person to copy.
    input.current?.select()
    await navigator.clipboard?.writeText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), SHOWN_MS)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy">
        <Box
          ref={input}
          id={id}
          className="input"
          readOnly
          value={value}
          {...(wraps ? { rows: 2 } : {})}
          onFocus={(it) => it.currentTarget.select()}
        />
        <Button icon={isCopied ? IconCheck : IconCopy} onClick={copy}>
          {text(isCopied ? 'app.copied' : 'app.copy')}
        </Button>
      </div>
    </div>
  )
}
