/** Proves an address: asks for a code where none is on its way, then for the six digits. */
import { useState } from 'react'
import { languageOf } from '#kernel/text.ts'
import { useAction } from '#web/api.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row, Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { enterVisitorCode, sendVisitorCode } from './contract.ts'
import { visitorsTexts } from './texts.tsx'

type CodeFormProps = {
  /** A code is on its way there, with what was just written. */
  written?: string | undefined
  onKnown(conversationId: string | null): Promise<void>
}

export function CodeForm({ written, onKnown }: CodeFormProps) {
  const text = useText(visitorsTexts)
  const language = languageOf(useTexts().locale)
  const [email, mail] = useState(written)
  const send = useAction(sendVisitorCode, { onDone: (_, asked) => mail(asked.email) })
  const resend = useAction(sendVisitorCode, { done: text('visitors.code-again') })
  const enter = useAction(enterVisitorCode, {
    onDone: ({ conversationId }) => onKnown(conversationId),
  })
  if (!email)
    return (
      <Form action={send} fixed={{ language }}>
        <TextField
          name="email"
          type="email"
          autoComplete="email"
          label={text('visitors.email')}
          autoCapitalize="none"
          spellCheck={false}
        />
        <SubmitButton wide>{text('visitors.send-code')}</SubmitButton>
      </Form>
    )
  return (
    <Stack>
      <Notice tone="good">
        {written ? text('visitors.message-sent', { email }) : text('visitors.code-sent', { email })}
      </Notice>
      <Form action={enter} fixed={{ email }}>
        <TextField
          name="code"
          label={text('visitors.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
        />
        <SubmitButton wide>{text('visitors.confirm')}</SubmitButton>
      </Form>
      <Row>
        <Button
          look="quiet"
          small
          pending={resend.pending}
          onClick={() => resend.run({ email, language })}
        >
          {text('visitors.again')}
        </Button>
        {!written && (
          <Button look="quiet" small onClick={() => mail(undefined)}>
            {text('visitors.other-address')}
          </Button>
        )}
      </Row>
    </Stack>
  )
}
