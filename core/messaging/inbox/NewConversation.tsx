/** Begins: with one person at once, with several by a name for all. */
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Segmented } from '#web/ui/Tabs.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { listConversations, openDirect, openGroup } from '../conversations/contract.ts'
import { messagingTexts } from '../texts.tsx'
import { type Chosen, PeopleField } from './PeopleField.tsx'

type NewProps = { onClose(): void; onOpened(conversationId: string): void }

export function NewConversation({ onClose, onOpened }: NewProps) {
  const text = useText(messagingTexts)
  const [kind, choose] = useState<'direct' | 'group'>('direct')
  const [people, setPeople] = useState<readonly Chosen[]>([])
  const onDone = ({ id }: { id: string }) => onOpened(id)
  const refreshes = [listConversations]
  const direct = useAction(openDirect, { refreshes, onDone })
  const group = useAction(openGroup, { refreshes, onDone })
  const problem = useProblemText(direct.problem)
  return (
    <Dialog sheet isOpen onClose={onClose} title={text('messaging.new')}>
      <div className="stack">
        <Segmented
          label={text('messaging.new-kind')}
          value={kind}
          choices={[
            { value: 'direct', text: text('messaging.new-direct') },
            { value: 'group', text: text('messaging.new-group') },
          ]}
          onChange={(it) => choose(it === 'group' ? 'group' : 'direct')}
        />
        {kind === 'direct' ? (
          <>
            <PeopleField
              label={text('messaging.person')}
              chosen={[]}
              onChoose={({ id }) => void direct.run({ memberId: id })}
            />
            {problem && <Notice tone="error">{problem}</Notice>}
          </>
        ) : (
          <Form
            action={group}
            fixed={{ memberIds: people.map((it) => it.id) }}
            initial={{ subject: '' }}
          >
            <TextField
              name="subject"
              label={text('messaging.group-name')}
              placeholder={text('messaging.group-example')}
              maxLength={120}
            />
            <PeopleField
              label={text('messaging.group-people')}
              chosen={people}
              onChoose={(it) => setPeople([...people, it])}
              onDrop={({ id }) => setPeople(people.filter((it) => it.id !== id))}
            />
            <FormFoot>
              <SubmitButton>{text('messaging.group-open')}</SubmitButton>
            </FormFoot>
          </Form>
        )}
      </div>
    </Dialog>
  )
}
