/** What may be done with a member: another role, a pause, an end. */
import { IconUserCheck, IconUserMinus, IconUserOff, IconUserShield } from '@tabler/icons-react'
import { useEffect } from 'react'
import { type Action, useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import { tell } from '#web/ui/Toast.tsx'
import { changeMember, listMembers, type Member, removeMember } from './contract.ts'
import { workspacesTexts } from './texts.tsx'

type MemberMenuProps = { member: Member; onChangeRole(): void }

export function MemberMenu({ member, onChangeRole }: MemberMenuProps) {
  const text = useText(workspacesTexts)
  const { id: memberId, name, active, isMe, mayChange } = member
  const refreshes = [listMembers]
  const change = useAction(changeMember, { refreshes })
  const remove = useAction(removeMember, { refreshes, done: text('members.removed', { name }) })
  useRefusal(change)
  useRefusal(remove)
  if (!mayChange || isMe) return null

  const activate = async (to: boolean) => {
    if (!(await change.run({ memberId, active: to }))) return
    const back = () => activate(!to)
    tell(text(to ? 'members.activated' : 'members.deactivated', { name }), to ? undefined : back)
  }
  const deactivate = async () => {
    const isSure = await ask({
      title: text('members.deactivate-ask', { name }),
      text: text('members.deactivate-text'),
      confirm: text('members.deactivate'),
      danger: true,
    })
    if (isSure) await activate(false)
  }
  const drop = async () => {
    const isSure = await ask({
      title: text('members.remove-ask', { name }),
      text: text('members.remove-text'),
      confirm: text('members.remove'),
      danger: true,
    })
    if (isSure) await remove.run({ memberId })
  }
  const items: MenuItem[] = [
    { text: text('members.change-role'), icon: IconUserShield, onChoose: onChangeRole },
    active
      ? { text: text('members.deactivate'), icon: IconUserOff, onChoose: deactivate }
      : { text: text('members.activate'), icon: IconUserCheck, onChoose: () => activate(true) },
    { text: text('members.remove'), icon: IconUserMinus, danger: true, onChoose: drop },
  ]
  return <Menu label={text('members.actions', { name })} items={items} />
}

/** An action from a menu has no form beside it: its refusal is told at the edge of the screen. */
export function useRefusal({ problem }: Action) {
  const said = useProblemText(problem)
  useEffect(() => {
    if (said) tell(said)
  }, [problem, said])
}
