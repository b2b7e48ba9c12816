import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Menu } from '#web/ui/Menu.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import { listFilters, removeFilter, type SavedFilter, saveFilter } from './contract.ts'

type Names = 'q' | 'state' | 'category' | 'priority' | 'assignee' | 'tag' | 'late' | 'sort'
type Chosen = Record<Names, string>
type Props = { filters: readonly [Chosen, (changes: Partial<Chosen>) => void] }

/** What one looks at again and again, one press away. */
export function SavedFilters({ filters: [values, filter] }: Props) {
  const text = useText(supportTexts)
  const mayManage = useMay('tickets.manage')
  const { items } = useRead(listFilters)
  const [isSaving, save] = useState(false)
  const remove = useAction(removeFilter, {
    refreshes: [listFilters],
    done: text('tickets.filter-removed'),
  })
  const names = Object.keys(values) as Names[]
  const isChosen = ({ filter: saved }: SavedFilter) =>
    names.every((it) => (saved[it] ?? '') === values[it])
  const apply = ({ filter: saved }: SavedFilter) =>
    filter(Object.fromEntries(names.map((it) => [it, saved[it] ?? ''])))
  const isNarrowed = names.some((it) => values[it] !== '')
  const mine = items.filter((it) => it.isMine || (it.isShared && mayManage))
  if (items.length === 0 && !isNarrowed) return null
  return (
    <div className="saved-filters">
      {items.map((it) => (
        <Button key={it.id} small aria-pressed={isChosen(it)} onClick={() => apply(it)}>
          {it.name}
        </Button>
      ))}
      {isNarrowed && !items.some(isChosen) && (
        <Button small look="quiet" icon={IconBookmark} onClick={() => save(true)}>
          {text('tickets.filter-save')}
        </Button>
      )}
      {mine.length > 0 && (
        <Menu
          label={text('tickets.filters-remove')}
          title={text('tickets.filters-remove')}
          items={mine.map(({ id, name }) => ({
            text: name,
            danger: true,
            onChoose: () => remove.run({ filterId: id }),
          }))}
        />
      )}
      {isSaving && <SaveDialog values={values} onClose={() => save(false)} />}
    </div>
  )
}

function SaveDialog({ values, onClose }: { values: Chosen; onClose(): void }) {
  const text = useText(supportTexts)
  const keep = useAction(saveFilter, {
    refreshes: [listFilters],
    done: text('tickets.filter-saved'),
    onDone: onClose,
  })
  const filter = Object.fromEntries(Object.entries(values).filter(([, it]) => it))
  return (
    <Dialog isOpen sheet title={text('tickets.filter-save')} onClose={onClose}>
      <Form action={keep} fixed={{ filter }} initial={{ name: '', isShared: false }}>
        <TextField name="name" label={text('tickets.filter-name')} maxLength={60} />
        <CheckboxField
          name="isShared"
          label={text('tickets.filter-shared')}
          hint={text('tickets.filter-shared-hint')}
        />
        <div className="dialog-foot">
          <SubmitButton>{text('tickets.save')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
