/** Asks why, before something is left out, taken back or given up. */
import { useId, useState } from 'react'
import type fr from '#web/locales/fr.ts'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'

type ReasonDialogProps = {
  title: string
  label: string
  confirm: string
  danger?: boolean
  onClose(): void
  onSay(reason: string): void
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, label, confirm, danger, onClose, onSay } = props
  const text = useText<typeof fr>()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isEmpty = reason.trim() === ''
  return (
    <Dialog isOpen sheet title={title} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (!isEmpty) onSay(reason.trim())
        }}
      >
        <div className="field">
          <label htmlFor={id}>{label}</label>
          <textarea
            id={id}
            className="input"
            rows={3}
            maxLength={500}
            value={reason}
            aria-invalid={(isAsked && isEmpty) || undefined}
            aria-describedby={`${id}-error`}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="field-error" id={`${id}-error`} aria-live="polite">
            {isAsked && isEmpty && text('field.required')}
          </p>
        </div>
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('app.cancel')}</Button>
          <Button type="submit" look={danger ? 'danger' : 'filled'}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
