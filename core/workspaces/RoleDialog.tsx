import { IconMinus, IconPlus } from '@tabler/icons-react'
import * as z from 'zod/mini'
import { type Action, useAction } from '#web/api.tsx'
import { Link } from '#web/go.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CardsField, CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { changeMember, listMembers, type Member } from './contract.ts'
import { useAbilities } from './roles/abilities.tsx'
import { besides, mainRole, platformRoles, useKindText, useRoles } from './words.tsx'
import './roles/roles.css'
import { workspacesTexts } from './texts.tsx'
import { rolesTexts } from './roles/texts.tsx'

type RoleDialogProps = { member: Member; onClose(): void }
/** A field's name has no dots: they would say a path. */
const fieldOf = (role: string) => role.replaceAll('.', '-')

/** One level for the whole workspace, and beside it the roles of its modules; what changes is said before it is saved. */
export function RoleDialog({ member, onClose }: RoleDialogProps) {
  const text = useText(workspacesTexts, rolesTexts)
  const kindText = useKindText()
  const { roleChoices } = useRoles()
  const { roles: known, permissionsOf } = useAbilities()
  const { id: memberId, name, roles } = member
  const mine = useWorkspace().member?.roles ?? []
  const own = known.filter((it) => it.module !== null)
  // What a module that is off has given stays as it is.
  const kept = besides(roles).filter((role) => !own.some((it) => it.role === role))

  const shape = z.object({
    role: z.enum(platformRoles),
    ...Object.fromEntries(own.map((it) => [fieldOf(it.role), z._default(z.boolean(), false)])),
  })
  const chosen = (values: Record<string, unknown>) => [
    values['role'] as string,
    ...own.map((it) => it.role).filter((role) => values[fieldOf(role)] === true),
    ...kept,
  ]
  const change = useAction(changeMember, {
    refreshes: [listMembers],
    done: text('members.role-saved', { name }),
    onDone: onClose,
  })
  const action: Action = {
    ...change,
    run: (values) => change.run({ memberId, roles: chosen(values) }),
  }
  const isIncluded = (level: string, permissions: readonly string[]) =>
    permissions.every((it) => permissionsOf([level]).has(it))

  return (
    <Dialog isOpen sheet title={text('members.role-of', { name })} onClose={onClose}>
      <Form
        action={action}
        shape={shape}
        initial={{
          role: mainRole(roles),
          ...Object.fromEntries(own.map((it) => [fieldOf(it.role), roles.includes(it.role)])),
        }}
      >
        <CardsField
          name="role"
          label={text('roles.level')}
          choices={roleChoices(mine.length ? mine : ['owner'])}
        />
        <p>
          <Link to="/settings/roles">{text('roles.who-may-what')}</Link>
        </p>
        {own.map(({ role, module, text: label, hint, permissions }) => (
          <fieldset key={role} className="own-roles">
            <legend>{text('roles.in-module', { module: kindText(module ?? '').module })}</legend>
            <OwnRole
              field={fieldOf(role)}
              label={label}
              hint={hint}
              isIncluded={(level) => isIncluded(level, permissions)}
            />
          </fieldset>
        ))}
        <Changes name={name} from={roles} to={chosen} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('members.cancel')}</Button>
          <SubmitButton>{text('members.role-save')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

type OwnRoleProps = {
  field: string
  label: string
  hint: string
  isIncluded(level: string): boolean
}

function OwnRole({ field, label, hint, isIncluded }: OwnRoleProps) {
  const text = useText(workspacesTexts, rolesTexts)
  const level = useForm().values['role'] as string
  const said = isIncluded(level) ? `${hint} ${text('roles.included')}` : hint
  return <CheckboxField name={field} label={label} hint={said} />
}

type ChangesProps = {
  name: string
  from: readonly string[]
  to(values: Record<string, unknown>): readonly string[]
}

/** «Bob pourra désormais …», before anything is saved. */
function Changes({ name, from, to }: ChangesProps) {
  const text = useText(workspacesTexts, rolesTexts)
  const { difference } = useAbilities()
  const { gained, lost } = difference(from, to(useForm().values))
  if (gained.length + lost.length === 0) return null
  return (
    <div className="changes" role="status">
      {gained.length > 0 && (
        <>
          <strong>{text('roles.will-may', { name })}</strong>
          <ul>
            {gained.map((it) => (
              <li key={it}>
                <IconPlus size={15} stroke={2.2} />
                {it}
              </li>
            ))}
          </ul>
        </>
      )}
      {lost.length > 0 && (
        <>
          <strong>{text('roles.will-not-may', { name })}</strong>
          <ul>
            {lost.map((it) => (
              <li key={it}>
                <IconMinus size={15} stroke={2.2} />
                {it}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
