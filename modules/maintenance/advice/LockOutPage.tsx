import { IconLock } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { readLockOut } from './contract.ts'
import { adviceTexts } from './texts.tsx'

/** Where every danger card leads: the procedure that makes things safe. */
export function LockOutPage() {
  const text = useText(adviceTexts)
  const { procedure } = useRead(readLockOut, {})
  return (
    <Page title={text('advice.lock-out')} narrow>
      <Stack>
        <Notice tone="error">
          <strong>{text('advice.danger')}</strong>
        </Notice>
        <Panel>
          {procedure ? (
            <LinkButton look="filled" wide icon={IconLock} to={`/procedures/${procedure.id}`}>
              {procedure.title}
            </LinkButton>
          ) : (
            <p>{text('advice.no-lock-out')}</p>
          )}
        </Panel>
      </Stack>
    </Page>
  )
}
