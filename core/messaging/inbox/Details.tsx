/** Who takes part; and for who looks after a group, its name, its people and the way out. */
import { IconLogout, IconMessage, IconShield, IconUserMinus } from '@tabler/icons-react'
import { useAction, useList } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Person } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import {
  addToGroup,
  changeParticipant,
  type Conversation,
  leaveGroup,
  listConversations,
  listParticipants,
  openDirect,
  type Participant,
  readConversation,
  removeParticipant,
  renameGroup,
} from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { PeopleField } from './PeopleField.tsx'

const refreshes = [readConversation, listParticipants, listConversations]

export function Details({ head, onClose }: { head: Conversation; onClose(): void }) {
  const text = useText(messagingTexts)
  const go = useGo()
  const { id: conversationId, mayManage, kind, hasLeft } = head
  const subject = head.title ?? ''
  const { items, more, isLoadingMore } = useList(listParticipants, { conversationId })
  const rename = useAction(renameGroup, { refreshes })
  const add = useAction(addToGroup, { refreshes })
  const leave = useAction(leaveGroup, { refreshes, onDone: () => go('/messages') })
  const problem = useProblemText(add.problem ?? leave.problem)
  const goAway = async () => {
    const words = {
      title: text('messaging.group-leave-ask', { subject }),
      text: text('messaging.group-leave-text'),
    }
    if (await ask({ ...words, confirm: text('messaging.group-leave'), danger: true }))
      await leave.run({ conversationId })
  }
  return (
    <Dialog sheet isOpen onClose={onClose} title={subject || text('messaging.details')}>
      <div className="stack">
        {mayManage && (
          <Form action={rename} fixed={{ conversationId }} initial={{ subject }}>
            <TextField name="subject" label={text('messaging.group-name')} maxLength={120} />
            <FormFoot>
              <SubmitButton look="plain">{text('messaging.group-rename')}</SubmitButton>
            </FormFoot>
          </Form>
        )}
        <ul className="thread-readers">
          {items.map((it) => (
            <li key={it.id}>
              <One person={it} head={head} />
            </li>
          ))}
        </ul>
        {more && (
          <Button small pending={isLoadingMore} onClick={more}>
            {text('messaging.more')}
          </Button>
        )}
        {mayManage && (
          <>
            <PeopleField
              label={text('messaging.group-add')}
              chosen={[]}
              without={items.flatMap((it) => it.memberId ?? [])}
              onChoose={({ id }) => void add.run({ conversationId, memberIds: [id] })}
            />
            <p className="hint">{text('messaging.group-add-hint')}</p>
          </>
        )}
        {problem && <Notice tone="error">{problem}</Notice>}
        {kind === 'group' && !hasLeft && (
          <Button look="danger" icon={IconLogout} pending={leave.pending} onClick={goAway}>
            {text('messaging.group-leave')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function One({ person, head }: { person: Participant; head: Conversation }) {
  const text = useText(messagingTexts)
  const go = useGo()
  const { id: participantId, memberId, role, isMe } = person
  const conversationId = head.id
  const open = useAction(openDirect, { onDone: ({ id }) => go(`/messages/${id}`) })
  const change = useAction(changeParticipant, { refreshes })
  const remove = useAction(removeParticipant, { refreshes })
  const name = person.name ?? text('messaging.erased')
  const hints = [
    isMe && text('messaging.you'),
    role === 'admin' && text('messaging.admin'),
    role === 'agent' && text('messaging.agent'),
    person.standing === 'former' && text('messaging.former'),
    person.standing === 'unverified' && text('messaging.unverified'),
  ].filter((it): it is string => Boolean(it))
  const items: MenuItem[] = [
    ...(memberId && person.standing === 'member'
      ? [
          {
            text: text('messaging.write-them'),
            icon: IconMessage,
            onChoose: () => open.run({ memberId }),
          },
        ]
      : []),
    ...(head.mayManage
      ? [
          {
            text: text(role === 'admin' ? 'messaging.unmake-admin' : 'messaging.make-admin'),
            icon: IconShield,
            onChoose: () =>
              change.run({
                conversationId,
                participantId,
                role: role === 'admin' ? 'member' : 'admin',
              }),
          },
          {
            text: text('messaging.remove'),
            icon: IconUserMinus,
            danger: true,
            onChoose: () => remove.run({ conversationId, participantId }),
          },
        ]
      : []),
  ]
  return (
    <>
      <Person name={name} of={memberId} hint={hints.join(' · ') || undefined} />
      {!isMe && items.length > 0 && (
        <Menu label={text('messaging.person-actions', { name })} items={items} />
      )}
    </>
  )
}
