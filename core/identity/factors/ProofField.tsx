import * as z from 'zod/mini'
import type { Shape } from '#kernel/contract.ts'
import { useAction, useRead } from '#web/api.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { PasswordField, TextField } from '#web/ui/TextField.tsx'
import { type Factors, mailProofCode, readFactors } from './contract.ts'
import { useFactorText } from './words.tsx'

/** What this person is asked for. */
export const useProof = () => useRead(readFactors).proof

/** Asks again who sits here: the password, a code of the app, or one that a mail brings. */
export function ProofField({ proof }: Pick<Factors, 'proof'>) {
  const text = useFactorText()
  if (proof === 'password')
    return <PasswordField name="password" label={text('factors.password')} />
  if (proof === 'mail') return <MailedCodeField />
  return (
    <TextField
      name="code"
      label={text('factors.proof-code')}
      autoComplete="one-time-code"
      inputMode="numeric"
    />
  )
}

function MailedCodeField() {
  const text = useFactorText()
  const send = useAction(mailProofCode, { done: text('factors.mail-code-sent') })
  return (
    <Stack>
      <Button pending={send.pending} onClick={() => void send.run()}>
        {text('factors.mail-code')}
      </Button>
      <TextField
        name="code"
        label={text('factors.mail-code-field')}
        autoComplete="one-time-code"
        inputMode="numeric"
      />
    </Stack>
  )
}

const asked = z.string().check(z.minLength(1), z.maxLength(1000))

/** What the contract leaves open, because it depends on the account, is asked for here. */
export const shapeWith = <More extends Record<string, Shape>>(
  proof: Factors['proof'],
  more?: More,
) => z.object({ ...more, [proof === 'password' ? 'password' : 'code']: asked })
