import { IconFileText } from '@tabler/icons-react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { readAccount } from '../exchange/contract.ts'
import { acceptCharter, readCharter, readMembership } from './contract.ts'
import './membership.css'
import { membershipTexts } from './texts.tsx'

/** The charter in my language, or in the first one in which it was written, to read and accept. */
export function CharterPage() {
  const text = useText(membershipTexts)
  const [locale] = useLocale()
  const { day, instant } = useFormat()
  const { charter } = useRead(readCharter)
  const back = { to: '/exchange/membership', text: text('membership.title') } as const
  const accept = useAction(acceptCharter, {
    refreshes: [readCharter, readMembership, readAccount],
    done: text('charter.accepted'),
  })
  const problem = useProblemText(accept.problem)
  if (!charter)
    return (
      <Page title={text('charter.title')} back={back} narrow>
        <Panel>
          <EmptyState icon={IconFileText} title={text('charter.none')}>
            {text('charter.none-hint')}
          </EmptyState>
        </Panel>
      </Page>
    )
  const { version, texts, publishedAt, dueAt, acceptedAt } = charter
  const language = locale.slice(0, 2) as keyof typeof texts
  const shown = ([language, 'fr', 'nl', 'en'] as const).find((it) => texts[it]) ?? 'fr'

  return (
    <Page
      title={text('charter.title')}
      subtitle={text('charter.version', { version, day: day(publishedAt) })}
      back={back}
      narrow
    >
      <Stack>
        {acceptedAt ? (
          <Notice tone="good">
            {text('charter.accepted-on', { instant: instant(acceptedAt) })}
          </Notice>
        ) : (
          <Notice>{text('charter.due', { day: day(dueAt) })}</Notice>
        )}
        <Panel>
          <div className="charter-text" lang={shown}>
            {texts[shown]}
          </div>
          {!acceptedAt && (
            <Row>
              <Button
                look="filled"
                pending={accept.pending}
                onClick={() => accept.run({ version })}
              >
                {text('charter.accept')}
              </Button>
            </Row>
          )}
          {problem && <Notice tone="error">{problem}</Notice>}
        </Panel>
      </Stack>
    </Page>
  )
}
