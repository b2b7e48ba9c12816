/** One mail as its reader sees it; only where mails do not leave. */
import { useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { readMail } from './contract.ts'
import { states } from './states.tsx'
import { mailTexts } from './texts.tsx'
import './mail.css'

export function MailPage() {
  const text = useText(mailTexts)
  const format = useFormat()
  const {
    subject,
    to,
    state,
    sentAt,
    createdAt,
    text: words,
  } = useRead(readMail, {
    mailId: useParam('id'),
  })
  const [key, tone] = states[state]
  return (
    <Page
      narrow
      title={subject ?? ''}
      back={{ to: '/installation/mails', text: text('mails.title') }}
    >
      <Stack>
        <Panel>
          <Facts
            items={[
              [text('mails.to'), to],
              [
                text('mails.state'),
                <Status key="state" tone={tone}>
                  {text(key)}
                </Status>,
              ],
              [text('mails.when'), format.instant(sentAt ?? createdAt)],
            ]}
          />
        </Panel>
        <Panel>
          <div className="mail-words">{words}</div>
        </Panel>
      </Stack>
    </Page>
  )
}
