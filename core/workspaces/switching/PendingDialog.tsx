/** A module that people still need: what waits there, and what happens to who insists. */
import { useState } from 'react'
import { useText, useTexts } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { settingsTexts } from '../settings/texts.tsx'

type PendingDialogProps = {
  /** The module's name in the person's words. */
  module: string
  pending: readonly { what: string; count: number }[]
  mayForce: boolean
  isBusy: boolean
  onForce(): void
  onClose(): void
}

export function PendingDialog(props: PendingDialogProps) {
  const { module, pending, mayForce, isBusy, onForce, onClose } = props
  const text = useText(settingsTexts)
  const texts = useTexts()
  const [hasRead, read] = useState(false)

  return (
    <Dialog isOpen sheet title={text('modules.pending-title', { module })} onClose={onClose}>
      <Stack>
        <ul className="pending">
          {pending.map(({ what, count }) => (
            <li key={what}>{texts.say(what, { count })}</li>
          ))}
        </ul>
        <p>{text('modules.pending-first')}</p>
        {mayForce ? (
          <>
            <p>{text('modules.force-text')}</p>
            <label className="check">
              <input
                type="checkbox"
                checked={hasRead}
                onChange={(event) => read(event.target.checked)}
              />
              <span>{text('modules.force-read')}</span>
            </label>
          </>
        ) : (
          <p className="hint">{text('modules.force-owner')}</p>
        )}
      </Stack>
      <div className="dialog-foot">
        <Button onClick={onClose}>{text('modules.keep')}</Button>
        {mayForce && (
          <Button look="danger" disabled={!hasRead} pending={isBusy} onClick={onForce}>
            {text('modules.force')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
