import { IconFingerprint, IconKey, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import {
  type Factors,
  type Passkey,
  readFactors,
  removePasskey,
  renamePasskey,
} from './contract.ts'
import { NewPasskeyDialog } from './NewPasskeyDialog.tsx'
import { ProvenForm } from './ProvenForm.tsx'
import { useFactorText } from './words.tsx'

export function PasskeysPanel() {
  const text = useFactorText()
  const { passkeys, proof } = useRead(readFactors)
  const [isAdding, add] = useState(false)
  const [renamed, rename] = useState<Passkey>()
  const [leaving, askRemoval] = useState<Passkey>()
  const adding = (
    <Button icon={IconFingerprint} onClick={() => add(true)}>
      {text('passkeys.add')}
    </Button>
  )

  return (
    <Panel title={text('passkeys.title')} hint={text('passkeys.hint')}>
      {passkeys.length === 0 ? (
        <EmptyState icon={IconKey} title={text('passkeys.empty')} action={adding}>
          {text('passkeys.empty-hint')}
        </EmptyState>
      ) : (
        <Stack>
          <Items label={text('passkeys.title')}>
            {passkeys.map((it) => (
              <PasskeyItem
                key={it.id}
                passkey={it}
                onRename={() => rename(it)}
                onRemove={() => askRemoval(it)}
              />
            ))}
          </Items>
          <div>{adding}</div>
        </Stack>
      )}
      {isAdding && <NewPasskeyDialog proof={proof} onClose={() => add(false)} />}
      {leaving && (
        <RemoveDialog passkey={leaving} proof={proof} onClose={() => askRemoval(undefined)} />
      )}
      {renamed && <RenameDialog passkey={renamed} onClose={() => rename(undefined)} />}
    </Panel>
  )
}

type PasskeyItemProps = { passkey: Passkey; onRename(): void; onRemove(): unknown }

function PasskeyItem({ passkey, onRename, onRemove }: PasskeyItemProps) {
  const text = useFactorText()
  const { relative } = useFormat()
  const { name, synced, lastUsedAt, createdAt } = passkey
  return (
    <Item
      lead={<IconKey size={20} stroke={1.7} aria-hidden />}
      title={name}
      hint={
        <>
          {lastUsedAt
            ? text('passkeys.used', { when: relative(lastUsedAt) })
            : text('passkeys.unused', { when: relative(createdAt) })}{' '}
          {synced && <Tag>{text('passkeys.synced')}</Tag>}
        </>
      }
      end={
        <Menu
          label={text('passkeys.actions', { name })}
          items={[
            { text: text('passkeys.rename'), icon: IconPencil, onChoose: onRename },
            { text: text('passkeys.remove'), icon: IconTrash, danger: true, onChoose: onRemove },
          ]}
        />
      }
    />
  )
}

function RenameDialog({ passkey, onClose }: { passkey: Passkey; onClose(): void }) {
  const text = useFactorText()
  const save = useAction(renamePasskey, {
    refreshes: [readFactors],
    done: text('passkeys.renamed'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen title={text('passkeys.rename-title')} onClose={onClose}>
      <Form action={save} initial={{ name: passkey.name }} fixed={{ passkeyId: passkey.id }}>
        <TextField name="name" label={text('passkeys.name')} />
        <SubmitButton wide>{text('passkeys.rename')}</SubmitButton>
      </Form>
    </Dialog>
  )
}

type RemoveDialogProps = Pick<Factors, 'proof'> & { passkey: Passkey; onClose(): void }

function RemoveDialog({ passkey, proof, onClose }: RemoveDialogProps) {
  const text = useFactorText()
  const remove = useAction(removePasskey, {
    refreshes: [readFactors],
    done: text('passkeys.removed'),
    onDone: onClose,
  })
  const label = text('passkeys.remove')
  return (
    <Dialog isOpen title={text('passkeys.remove-ask', { name: passkey.name })} onClose={onClose}>
      <ProvenForm action={remove} fixed={{ passkeyId: passkey.id }} {...{ proof, label }} isDanger>
        {text('passkeys.remove-text')}
      </ProvenForm>
    </Dialog>
  )
}
