import { IconMessages, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useMay, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import { addCanned, type Canned, changeCanned, listCanned, removeCanned } from './contract.ts'
import { filledIn, type Placeholder, placeholders } from './rules.ts'

const refreshes = [listCanned] as const

/** What is often answered: one's own, and everybody's. */
export function CannedPage() {
  const text = useText(supportTexts)
  const { items } = useRead(listCanned)
  const [open, show] = useState<Canned | 'new'>()
  return (
    <SettingsPage title={text('canned.title')} subtitle={text('canned.subtitle')}>
      <Panel
        actions={
          <Button look="filled" icon={IconPlus} onClick={() => show('new')}>
            {text('canned.new')}
          </Button>
        }
      >
        {items.length > 0 ? (
          <Items label={text('canned.title')}>
            {items.map((it) => (
              <Line key={it.id} canned={it} onOpen={() => show(it)} />
            ))}
          </Items>
        ) : (
          <EmptyState icon={IconMessages} title={text('canned.none')}>
            {text('canned.none-hint')}
          </EmptyState>
        )}
      </Panel>
      {open && (
        <CannedDialog canned={open === 'new' ? undefined : open} onClose={() => show(undefined)} />
      )}
    </SettingsPage>
  )
}

/** What stands in a preview where a ticket will fill in its own: readable, and seen not to be somebody's. */
function useSamples(): Record<Placeholder, string> {
  const text = useText(supportTexts)
  return {
    client: text('canned.sample.client'),
    agent: text('canned.sample.agent'),
    number: text('canned.sample.number'),
    title: text('canned.sample.title'),
    workspace: useWorkspace().name,
  }
}

function Line({ canned, onOpen }: { canned: Canned; onOpen(): void }) {
  const text = useText(supportTexts)
  const samples = useSamples()
  const { id: cannedId, name, fr, nl, en, isShared, mayChange } = canned
  const remove = useAction(removeCanned, { refreshes, done: text('canned.removed') })
  const forget = async () => {
    const words = { title: text('canned.remove-ask', { name }), danger: true }
    if (await ask({ ...words, confirm: text('canned.remove') })) await remove.run({ cannedId })
  }
  const spoken = [fr && 'FR', nl && 'NL', en && 'EN'].filter(Boolean).join(' · ')
  return (
    <Item
      title={name}
      hint={filledIn(fr || nl || en || '', samples)}
      end={
        <>
          <Tag>{spoken}</Tag>
          {isShared && <Tag>{text('canned.shared')}</Tag>}
          {mayChange && (
            <>
              <Button small onClick={onOpen} aria-label={text('canned.change-named', { name })}>
                {text('canned.change')}
              </Button>
              <Button
                small
                look="quiet"
                pending={remove.pending}
                onClick={forget}
                aria-label={text('canned.remove-named', { name })}
              >
                {text('canned.remove')}
              </Button>
            </>
          )}
        </>
      }
    />
  )
}

function CannedDialog({ canned, onClose }: { canned: Canned | undefined; onClose(): void }) {
  const text = useText(supportTexts)
  const mayShare = useMay('canned.manage')
  const done = { refreshes, done: text('canned.saved'), onDone: onClose }
  const add = useAction(addCanned, done)
  const change = useAction(changeCanned, done)
  const { name = '', fr = '', nl = '', en = '', isShared = mayShare } = canned ?? {}
  const known = placeholders.map((it) => `{{${it}}}`).join(' ')
  const fields = (
    <>
      <TextField name="name" label={text('canned.name')} maxLength={80} />
      <TextArea name="fr" label={text('canned.fr')} rows={4} maxLength={4000} />
      <TextArea name="nl" label={text('canned.nl')} rows={4} maxLength={4000} />
      <TextArea name="en" label={text('canned.en')} rows={4} maxLength={4000} />
      <p className="hint">{text('canned.placeholders', { known })}</p>
      {mayShare && <CheckboxField name="isShared" label={text('canned.share')} />}
      <div className="dialog-foot">
        <SubmitButton>{text('canned.save')}</SubmitButton>
      </div>
    </>
  )
  const initial = { name, fr, nl, en, isShared }
  return (
    <Dialog isOpen wide title={text(canned ? 'canned.change' : 'canned.new')} onClose={onClose}>
      {canned ? (
        <Form action={change} fixed={{ cannedId: canned.id }} initial={initial}>
          {fields}
        </Form>
      ) : (
        <Form action={add} initial={initial} draft="canned">
          {fields}
        </Form>
      )}
    </Dialog>
  )
}
