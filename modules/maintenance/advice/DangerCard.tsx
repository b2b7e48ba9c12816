import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { adviceTexts } from './texts.tsx'

/** Red, above everything, and decided by rules: no model writes it and none can take it away. */
export function DangerCard() {
  const text = useText(adviceTexts)
  return (
    <Notice
      tone="error"
      action={
        <LinkButton small to="/advice/lock-out">
          {text('advice.open-lock-out')}
        </LinkButton>
      }
    >
      <strong>{text('advice.danger')}</strong>
    </Notice>
  )
}
