/** What other parts show of accounts: the fields of a new account, language and zone, the unconfirmed address. */
import { useMemo, useState } from 'react'
import { locales } from '#kernel/text.ts'
import { type Action, useAction, useCall } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { useSession } from '#web/session.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { useForm } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { Status, type Tone } from '#web/ui/Status.tsx'
import { PasswordField, TextField } from '#web/ui/TextField.tsx'
import {
  logIn,
  register,
  resendVerification,
  SHORTEST_PASSWORD,
  type SecondFactor,
} from './contract.ts'
import { keepStep } from './factors/pending-step.tsx'
import { strengthOf, type Strength } from './strength.tsx'
import { identityTexts } from './texts.tsx'

export { ProofField, shapeWith, useProof } from './factors/ProofField.tsx'

/** The words of this part on another part's page; suspends until they are there. */
export const useIdentityText = () => useText(identityTexts)

const tones: Record<Strength, Tone> = { short: 'wait', weak: 'bad', fair: 'busy', good: 'good' }

/** A password to choose: the rule first, then a word on what is typed. */
export function NewPasswordField({ label, name = 'password' }: { label: string; name?: string }) {
  const text = useIdentityText()
  const typed = String(useForm().values[name] ?? '')
  const strength = strengthOf(typed)
  const words = {
    short: text('strength.short', { count: SHORTEST_PASSWORD - [...typed].length }),
    weak: text('strength.weak'),
    fair: text('strength.fair'),
    good: text('strength.good'),
  }
  const hint = typed ? (
    <Status tone={tones[strength]}>{words[strength]}</Status>
  ) : (
    text('strength.rule', { shortest: SHORTEST_PASSWORD })
  )
  return <PasswordField name={name} label={label} hint={hint} autoComplete="new-password" />
}

/** Name, address and password of somebody new; the address may be known already. */
export function NewAccountFields({ knowsEmail }: { knowsEmail?: boolean }) {
  const text = useIdentityText()
  return (
    <>
      <TextField
        name="name"
        label={text('enter.name')}
        hint={text('enter.name-hint')}
        autoComplete="name"
      />
      {!knowsEmail && <EmailField />}
      <NewPasswordField label={text('enter.password')} />
    </>
  )
}

/** `passkeys`: the browser suggests them here beside the addresses that it knows. */
export function EmailField({ passkeys }: { passkeys?: boolean }) {
  const text = useIdentityText()
  return (
    <TextField
      name="email"
      type="email"
      label={text('enter.email')}
      autoComplete={passkeys ? 'username webauthn' : 'username'}
      autoCapitalize="none"
      spellCheck={false}
    />
  )
}

/** A login elsewhere than on its page: a second factor is given there, and the way leads back here. */
export function useSecondStep() {
  const go = useGo()
  return (step: SecondFactor) => {
    keepStep(step)
    const here = encodeURIComponent(location.pathname + location.search)
    return go(`/login?to=${here}`, { absolute: true })
  }
}

type Arrival = {
  /** The account is there and its session is open. */
  onEntered(): void | Promise<void>
  /** The address had an account already: its owner was told by mail. */
  onKnown(email: string): void
}

/** Registers and opens the session in one go. */
export function useRegistration({ onEntered, onKnown }: Arrival): Action {
  const call = useCall()
  const { locale } = useTexts()
  const [isEntering, enter] = useState(false)
  const action = useAction(register, {
    onDone: async (_, { email, password }) => {
      enter(true)
      const isIn = await call(logIn, { email, password }).then(
        ({ user }) => user !== undefined,
        () => false,
      )
      enter(false)
      if (isIn) await onEntered()
      else onKnown(email)
    },
  })
  return {
    ...action,
    pending: action.pending || isEntering,
    run: (input) => action.run({ locale, ...input }),
  }
}

/** Says that the address waits for its confirmation, and sends the message again; nothing when it is confirmed. */
export function VerifyNotice() {
  const text = useIdentityText()
  const user = useSession()?.user
  const email = user?.email ?? ''
  const resend = useAction(resendVerification, { done: text('verify.resent', { email }) })
  if (!user || user.verified !== false) return null
  return (
    <Notice
      tone="warning"
      action={
        <Button small pending={resend.pending} onClick={() => void resend.run()}>
          {text('verify.resend')}
        </Button>
      }
    >
      {text('verify.notice', { email })}
    </Notice>
  )
}

type Choice = { label: string; hint?: string }

/** Each language in its own words: whoever needs it can read it. */
export function LocaleField(props: Choice) {
  const options = useMemo(
    () =>
      locales.map((value) => {
        // «Nederlands (België)», not «Vlaams».
        const known = new Intl.DisplayNames([value], {
          type: 'language',
          languageDisplay: 'standard',
        })
        const name = known.of(value) ?? value
        return { value, text: name.charAt(0).toLocaleUpperCase(value) + name.slice(1) }
      }),
    [],
  )
  return <SelectField name="locale" options={options} {...props} />
}

/** The zones that the browser knows, the device's own first. */
export function ZoneField(props: Choice) {
  const options = useMemo(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    const all = [...new Set([here, ...Intl.supportedValuesOf('timeZone')])]
    return all.map((value) => ({ value, text: value.replaceAll('_', ' ') }))
  }, [])
  return <SelectField name="timeZone" searchable options={options} {...props} />
}
