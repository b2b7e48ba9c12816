/** Several addresses at once, one role; each address that is refused stays, with its reason. */
import { useState } from 'react'
import * as z from 'zod/mini'
import { Email } from '#core/identity/contract.ts'
import { Problem } from '#kernel/contract.ts'
import { type Action, NetworkFailure, useCall, useReading } from '#web/api.tsx'
import { problemText } from '#web/problems.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { tell } from '#web/ui/Toast.tsx'
import { inviteMember, listInvitations } from './contract.ts'
import { platformRoles, useRoles } from './words.tsx'
import { workspacesTexts } from './texts.tsx'

const AT_ONCE = 20
const addresses = (typed: string) => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))]
const areGood = (typed: string) => addresses(typed).every((it) => z.safeParse(Email, it).success)
const areFew = (typed: string) => addresses(typed).length <= AT_ONCE

const Invitations = z.object({
  emails: z
    .string()
    .check(
      z.minLength(1),
      z.refine(areGood, { params: { code: 'invitations.bad' } } as never),
      z.refine(areFew, { params: { code: 'invitations.many' } } as never),
    ),
  role: z.enum(platformRoles),
})
type Refusal = { email: string; reason: string }

export function InviteForm() {
  const text = useText(workspacesTexts)
  const texts = useTexts()
  const call = useCall()
  const { roleChoices } = useRoles()
  const mine = useWorkspace().member?.roles ?? []
  const { refresh } = useReading(listInvitations)
  const [round, setRound] = useState(0)
  const [isSending, send] = useState(false)
  const [role, setRole] = useState<string>('member')
  const [refusals, refuse] = useState<readonly Refusal[]>([])

  const inviteAll = async ({ emails, role: chosen }: z.output<typeof Invitations>) => {
    send(true)
    const all = addresses(emails)
    const refused: Refusal[] = []
    for (const email of all)
      await call(inviteMember, { email, roles: [chosen] }).catch((fault: unknown) => {
        if (!(fault instanceof Problem || fault instanceof NetworkFailure)) throw fault
        refused.push({ email, reason: problemText(texts, fault) })
      })
    await refresh()
    send(false)
    refuse(refused)
    setRole(chosen)
    setRound(round + 1)
    const count = all.length - refused.length
    if (count > 0) tell(text('invitations.sent', { count }))
    return {}
  }
  const action: Action = {
    endpoint: inviteMember,
    run: inviteAll as Action['run'],
    pending: isSending,
    problem: undefined,
    reply: undefined,
    reset: () => refuse([]),
  }

  return (
    <Stack>
      {refusals.length > 0 && (
        <Notice tone="error">
          <ul>
            {refusals.map(({ email, reason }) => (
              <li key={email}>
                <strong>{email}</strong> · {reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Form
        key={round}
        action={action}
        shape={Invitations}
        initial={{ emails: refusals.map((it) => it.email).join('\n'), role }}
      >
        <TextArea
          name="emails"
          label={text('invitations.emails')}
          hint={text('invitations.emails-hint')}
        />
        <SelectField
          name="role"
          label={text('invitations.role')}
          options={roleChoices(mine.length ? mine : ['owner'])}
        />
        <FormFoot>
          <SubmitButton>{text('invitations.submit')}</SubmitButton>
        </FormFoot>
      </Form>
    </Stack>
  )
}
