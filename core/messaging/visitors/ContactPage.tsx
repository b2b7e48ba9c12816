import { IconMessages } from '@tabler/icons-react'
import { useState } from 'react'
import { languageOf } from '#kernel/text.ts'
import { useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useGo, useParam } from '#web/go.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { Item, Items, Row, Stack } from '#web/ui/Panel.tsx'
import { Status } from '#web/ui/Status.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { CodeForm } from './CodeForm.tsx'
import { endVisitorSession, listOwnConversations, writeAsVisitor } from './contract.ts'
import { Reception, useHouse } from './Reception.tsx'
import { visitorsTexts } from './texts.tsx'
import './visitors.css'
import { stateWords } from './words.tsx'

/** For everybody: write to the house of the address, or find again what one wrote. */
export function ContactPage() {
  return (
    <Reception>
      <Contact />
    </Reception>
  )
}

function Contact() {
  const { email } = useHouse()
  const [isWriting, write] = useState(false)
  if (email && !isWriting) return <Mine email={email} onNew={() => write(true)} />
  return <Writing email={email} />
}

function Writing({ email }: { email: string | null }) {
  const text = useText(visitorsTexts)
  const language = languageOf(useTexts().locale)
  const house = useHouse()
  const go = useGo()
  const slug = useParam('slug')
  // Some come back from a page without script: their message is here, and their code is in the mail.
  const [step, turn] = useState<'write' | 'find' | 'code'>(() =>
    new URLSearchParams(location.search).has('sent') ? 'find' : 'write',
  )
  const [typed, type] = useState('')
  const write = useAction(writeAsVisitor, {
    refreshes: [listOwnConversations],
    onDone: ({ conversationId, needsCode }, { email }) => {
      if (!needsCode) return go(`/contact/${slug}/${conversationId}`)
      type(email)
      turn('code')
    },
  })
  const known = async (conversationId: string | null) => {
    await house.again()
    go(conversationId ? `/contact/${slug}/${conversationId}` : `/contact/${slug}`)
  }
  if (step !== 'write')
    return (
      <GuestPage
        title={text(step === 'code' ? 'visitors.code-title' : 'visitors.find')}
        footer={
          <Button look="quiet" onClick={() => turn('write')}>
            {text('visitors.new')}
          </Button>
        }
      >
        <CodeForm written={step === 'code' ? typed : undefined} onKnown={known} />
      </GuestPage>
    )
  return (
    <GuestPage
      title={text('visitors.write-to', { house: house.name })}
      subtitle={text('visitors.write-hint')}
      footer={
        <>
          <p className="hint">{text('visitors.back-again')}</p>
          <Button onClick={() => turn('find')}>{text('visitors.find')}</Button>
        </>
      }
    >
      <Form
        action={write}
        fixed={{ language }}
        initial={{ website: '', email: email ?? '' }}
        draft={`contact-${slug}`}
      >
        <TextField name="name" label={text('visitors.name')} autoComplete="name" maxLength={100} />
        <TextField
          name="email"
          type="email"
          autoComplete="email"
          label={text('visitors.email')}
          hint={text('visitors.email-hint')}
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField name="subject" label={text('visitors.subject')} maxLength={120} />
        <TextArea name="body" label={text('visitors.body')} rows={6} maxLength={8000} />
        <p className="hint">{text('visitors.privacy')}</p>
        <SubmitButton wide>{text('visitors.send')}</SubmitButton>
      </Form>
    </GuestPage>
  )
}

function Mine({ email, onNew }: { email: string; onNew(): void }) {
  const text = useText(visitorsTexts)
  const format = useFormat()
  const house = useHouse()
  const slug = useParam('slug')
  const { items, more, isLoadingMore } = useList(listOwnConversations)
  const end = useAction(endVisitorSession, { onDone: () => house.again() })
  return (
    <GuestPage
      title={text('visitors.mine')}
      subtitle={text('visitors.known-as', { email })}
      footer={
        <Button look="quiet" pending={end.pending} onClick={() => end.run()}>
          {text('visitors.leave-browser')}
        </Button>
      }
    >
      <Stack>
        {items.length === 0 ? (
          <EmptyState icon={IconMessages} title={text('visitors.none')}>
            {text('visitors.none-hint')}
          </EmptyState>
        ) : (
          <Items label={text('visitors.mine')}>
            {items.map((it) => (
              <Item
                key={it.conversationId}
                title={<Link to={`/contact/${slug}/${it.conversationId}`}>{it.subject}</Link>}
                hint={[
                  it.isVerified ? '' : text('visitors.not-verified'),
                  format.relative(it.lastAt),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                end={
                  <Status tone={stateWords[it.state].tone}>{text(stateWords[it.state].own)}</Status>
                }
              />
            ))}
          </Items>
        )}
        {more && (
          <Row>
            <Button pending={isLoadingMore} onClick={more}>
              {text('visitors.more')}
            </Button>
          </Row>
        )}
        <Button look="filled" wide onClick={onNew}>
          {text('visitors.new')}
        </Button>
      </Stack>
    </GuestPage>
  )
}
