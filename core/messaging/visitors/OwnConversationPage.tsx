import { useEffect } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { Link, useGo, useParam } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { PlaceSign, Status } from '#web/ui/Status.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { CodeForm } from './CodeForm.tsx'
import {
  answerAsVisitor,
  claimConversation,
  eraseOwnConversation,
  listOwnConversations,
  markOwnRead,
  readOwnConversation,
} from './contract.ts'
import { Messages } from './Messages.tsx'
import { Reception, useHouse } from './Reception.tsx'
import { visitorsTexts } from './texts.tsx'
import { stateWords } from './words.tsx'

const refreshes = [readOwnConversation, listOwnConversations] as const

/** Where a mail leads: a code first, in a browser that is not known. */
export function OwnConversationPage() {
  return (
    <Reception>
      <Door />
    </Reception>
  )
}

function Door() {
  const text = useText(visitorsTexts)
  const { email, again } = useHouse()
  if (email) return <Own />
  return (
    <GuestPage title={text('visitors.code-title')} subtitle={text('visitors.email-hint')}>
      <CodeForm onKnown={() => again()} />
    </GuestPage>
  )
}

function Own() {
  const text = useText(visitorsTexts)
  const go = useGo()
  const slug = useParam('slug')
  const conversationId = useParam('id')
  const house = useHouse()
  const it = useRead(readOwnConversation, { conversationId })
  const { run } = useAction(markOwnRead)
  const last = it.messages.at(-1)?.id
  useEffect(() => {
    void run({ conversationId })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each new message
  }, [conversationId, last])
  const claim = useAction(claimConversation, { refreshes, done: text('visitors.claimed') })
  const answer = useAction(answerAsVisitor, { refreshes, done: text('visitors.answered') })
  const erase = useAction(eraseOwnConversation, {
    refreshes: [listOwnConversations],
    done: text('visitors.erased'),
    onDone: () => go(`/contact/${slug}`),
  })
  const problem = useProblemText(claim.problem ?? erase.problem)
  const wipe = async () => {
    const title = text('visitors.erase-ask')
    const confirm = text('visitors.erase')
    if (await ask({ title, text: text('visitors.erase-text'), confirm, danger: true }))
      await erase.run({ conversationId })
  }
  return (
    <GuestPage
      title={it.subject}
      subtitle={
        <span className="visitor-marks">
          <span className="visitor-house">
            <PlaceSign name={house.name} logo={house.logo} />
            {house.name}
          </span>
          <Status tone={stateWords[it.state].tone}>{text(stateWords[it.state].own)}</Status>
        </span>
      }
      footer={
        <div className="visitor-foot">
          <Link to={`/contact/${slug}`}>{text('visitors.mine')}</Link>
          <Button small look="danger" pending={erase.pending} onClick={wipe}>
            {text('visitors.erase')}
          </Button>
        </div>
      }
    >
      <Stack>
        {!it.isVerified && (
          <Notice
            tone="warning"
            action={
              <Button small pending={claim.pending} onClick={() => claim.run({ conversationId })}>
                {text('visitors.claim')}
              </Button>
            }
          >
            {text('visitors.claim-ask')}
          </Notice>
        )}
        <Messages messages={it.messages} mine="visitor" />
        {it.state === 'closed' && <p className="hint">{text('visitors.reopens')}</p>}
        {it.mayWrite && (
          <Form action={answer} fixed={{ conversationId }} clear draft={`answer-${conversationId}`}>
            <TextArea name="body" label={text('visitors.your-answer')} rows={4} maxLength={8000} />
            <SubmitButton wide>{text('visitors.answer')}</SubmitButton>
          </Form>
        )}
        {problem && <Notice tone="error">{problem}</Notice>}
      </Stack>
    </GuestPage>
  )
}
