import { IconDoorEnter } from '@tabler/icons-react'
import { useState } from 'react'
import { logIn } from '#core/identity/contract.ts'
import { NewAccountFields, useRegistration } from '#core/identity/ui.tsx'
import { loadDemonstration } from '#core/operations/contract.ts'
import { NotFound } from '#kernel/contract.ts'
import { useAction, useCall, useRead } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { useEnter } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { readSetup } from './contract.ts'
import { WorkspaceForm } from './WorkspaceForm.tsx'
import './workspaces.css'
import { workspacesTexts } from './texts.tsx'

/** Where the server tells no story by itself. */
const DEMO = 'npm run demo'
const STEPS = 2

/** The first page of an empty installation: an account, then its workspace. */
export function WelcomePage() {
  const text = useText(workspacesTexts)
  const enter = useEnter()
  const go = useGo()
  const { empty, needsCode } = useRead(readSetup)
  const [isIn, arrive] = useState(false)
  const create = useRegistration({
    onEntered: () => arrive(true),
    onKnown: () => void go('/login'),
  })

  if (isIn)
    return (
      <GuestPage
        key="space"
        title={text('welcome.space-title')}
        subtitle={text('welcome.space-subtitle')}
      >
        <Step step={2} />
        <WorkspaceForm onOpened={(slug) => enter(`/app/${slug}`)} />
      </GuestPage>
    )
  if (!empty)
    return (
      <GuestPage title={text('welcome.title')}>
        <EmptyState
          icon={IconDoorEnter}
          title={text('welcome.taken')}
          action={
            <LinkButton look="filled" to="/login">
              {text('welcome.login')}
            </LinkButton>
          }
        >
          {text('welcome.taken-hint')}
        </EmptyState>
      </GuestPage>
    )
  return (
    <GuestPage
      title={text('welcome.title')}
      subtitle={text('welcome.subtitle')}
      footer={<Demonstration needsCode={needsCode} />}
    >
      <Step step={1} />
      <Form action={create} draft="welcome">
        <NewAccountFields />
        {needsCode && <CodeField />}
        <SubmitButton wide>{text('welcome.next')}</SubmitButton>
      </Form>
    </GuestPage>
  )
}

function Step({ step }: { step: number }) {
  const text = useText(workspacesTexts)
  return (
    <div className="stage">
      <div className="stage-bars" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, at) => (
          <i key={at} data-done={at < step || undefined} />
        ))}
      </div>
      <p className="hint">{text('welcome.step', { step, steps: STEPS })}</p>
    </div>
  )
}

/** A school where people know each other already, to look around before anything else. */
function Demonstration({ needsCode }: { needsCode: boolean }) {
  const text = useText(workspacesTexts)
  const call = useCall()
  const enter = useEnter()
  const [isAsked, ask] = useState(false)
  const load = useAction(loadDemonstration, {
    onDone: async (visitor) => {
      await call(logIn, visitor)
      await enter('/app')
    },
  })
  if (NotFound.is(load.problem))
    return <CopyField label={text('welcome.demo-command')} value={DEMO} />
  return (
    <Stack>
      <div>
        <h2>{text('welcome.demo')}</h2>
        <p className="hint">{text('welcome.demo-hint')}</p>
      </div>
      {needsCode && !isAsked ? (
        <Button wide onClick={() => ask(true)}>
          {text('welcome.demo-load')}
        </Button>
      ) : (
        <Form action={load}>
          {needsCode && <CodeField />}
          <SubmitButton wide look="plain">
            {text('welcome.demo-load')}
          </SubmitButton>
        </Form>
      )}
    </Stack>
  )
}

/** Printed where the server started: only whoever runs the machine can read it. */
function CodeField() {
  const text = useText(workspacesTexts)
  return (
    <TextField
      name="setupCode"
      label={text('welcome.code')}
      hint={text('welcome.code-hint')}
      inputMode="numeric"
      autoComplete="one-time-code"
    />
  )
}
