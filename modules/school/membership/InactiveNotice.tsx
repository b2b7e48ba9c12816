import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { membershipTexts } from './texts.tsx'

/** Neither giving nor receiving: «Mon adhésion» says why, and what to do. */
export function InactiveNotice() {
  const text = useText(membershipTexts)
  return (
    <Notice
      tone="warning"
      action={
        <LinkButton small to="/exchange/membership">
          {text('membership.see')}
        </LinkButton>
      }
    >
      {text('membership/not-active')}
    </Notice>
  )
}
