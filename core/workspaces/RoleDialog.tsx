import * as z from 'zod/mini'
import { type Action, useAction } from '#web/api.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { changeMember, listMembers, type Member } from './contract.ts'
import type fr from './locales/fr.ts'
import { besides, mainRole, platformRoles, useRoles } from './words.tsx'

const OneRole = z.object({ role: z.enum(platformRoles) })

type RoleDialogProps = { member: Member; onClose(): void }

/** One platform role at a time; the roles that modules gave stay. */
export function RoleDialog({ member, onClose }: RoleDialogProps) {
  const text = useText<typeof fr>()
  const { roleChoices } = useRoles()
  const { id: memberId, name, roles } = member
  const mine = useWorkspace().member?.roles ?? []
  const change = useAction(changeMember, {
    refreshes: [listMembers],
    done: text('members.role-saved', { name }),
    onDone: onClose,
  })
  const action: Action = {
    ...change,
    run: ({ role }) => change.run({ memberId, roles: [role, ...besides(roles)] }),
  }

  return (
    <Dialog isOpen sheet title={text('members.role-of', { name })} onClose={onClose}>
      <Form action={action} shape={OneRole} initial={{ role: mainRole(roles) }}>
        <CardsField
          name="role"
          label={text('members.role')}
          choices={roleChoices(mine.length ? mine : ['owner'])}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('members.cancel')}</Button>
          <SubmitButton>{text('members.role-save')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
