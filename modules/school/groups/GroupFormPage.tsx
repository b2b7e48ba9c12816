import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { CardsField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { NumberField, TextField } from '#web/ui/TextField.tsx'
import { tell } from '#web/ui/Toast.tsx'
import { useUnits } from '../exchange/units.tsx'
import {
  createGroup,
  type Group,
  type GroupKind,
  listGroups,
  openGroup,
  readGroup,
  updateGroup,
} from './contract.ts'
import './groups.css'
import { PeoplePicker, useEverybody } from './PeoplePicker.tsx'
import { mostShareOf, shareOf, totalOf } from './rules.ts'
import { groupsTexts } from './texts.tsx'

/** A course for several, or several for one: who, how long, and what it makes for each. */
export function NewGroupPage() {
  const text = useText(groupsTexts)
  const go = useGo()
  const [memberIds, choose] = useState<string[]>([])
  const open = useAction(openGroup, { refreshes: [listGroups] })
  const create = useAction(createGroup, {
    refreshes: [listGroups],
    onDone: async (group) => {
      if (group.isHost) await open.run({ groupId: group.id })
      const said = group.isHost
        ? text('groups.created', { title: group.title })
        : text('groups.prepared', { name: group.host.name })
      tell(said)
      await go(`/exchange/groups/${group.id}`, { replace: true })
    },
  })
  return (
    <Page
      title={text('groups.new')}
      subtitle={text('groups.new-subtitle')}
      back={{ to: '/exchange/groups', text: text('groups.title') }}
      narrow
    >
      <Panel>
        <Form action={create} initial={{ kind: 'course' }} fixed={{ memberIds }}>
          <CardsField
            name="kind"
            label={text('groups.kind')}
            choices={[
              {
                value: 'course',
                text: text('groups.kind.course'),
                hint: text('groups.kind.course-hint'),
              },
              {
                value: 'hands',
                text: text('groups.kind.hands'),
                hint: text('groups.kind.hands-hint'),
              },
            ]}
          />
          <GroupFields memberIds={memberIds} onChoose={choose} hasHost />
          <FormFoot>
            <CreateButton />
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

function CreateButton() {
  const text = useText(groupsTexts)
  const { values } = useForm()
  const host = useEverybody().find((it) => it.id === values['hostId'])
  return (
    <SubmitButton>
      {host && !host.isMe ? text('groups.create-for', { name: host.name }) : text('groups.create')}
    </SubmitButton>
  )
}

export function EditGroupPage() {
  const text = useText(groupsTexts)
  const go = useGo()
  const groupId = useParam('id')
  const group = useRead(readGroup, { groupId })
  const [memberIds, choose] = useState(() => group.participants.map((it) => it.memberId))
  const update = useAction(updateGroup, {
    refreshes: [listGroups, readGroup],
    done: text('groups.saved'),
    onDone: () => go(`/exchange/groups/${groupId}`, { replace: true }),
  })
  const { kind, title, minutes, least } = group
  return (
    <Page
      title={text('groups.edit')}
      back={{ to: `/exchange/groups/${groupId}`, text: group.title }}
      narrow
    >
      <Panel>
        <Form
          action={update}
          initial={{ kind, title, minutes, least, hostId: group.host.id }}
          fixed={{ groupId, memberIds }}
        >
          <GroupFields memberIds={memberIds} onChoose={choose} />
          <FormFoot>
            <SubmitButton>{text('groups.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </Page>
  )
}

type FieldsProps = { memberIds: string[]; onChoose(ids: string[]): void; hasHost?: boolean }

function GroupFields({ memberIds, onChoose, hasHost }: FieldsProps) {
  const text = useText(groupsTexts)
  const { values } = useForm()
  const people = useEverybody()
  const kind = (values['kind'] ?? 'course') as GroupKind
  const isCourse = kind === 'course'
  const me = people.find((it) => it.isMe)?.id ?? ''
  const hostId = (values['hostId'] as string | undefined) || me
  const others = people
    .filter((it) => !it.isMe && !memberIds.includes(it.id))
    .map((it) => ({ value: it.id, text: it.name }))
  return (
    <>
      <TextField
        name="title"
        label={text('groups.name')}
        placeholder={text('groups.name-example')}
        maxLength={200}
      />
      <NumberField
        name="minutes"
        label={text('groups.minutes')}
        unit={text('groups.minutes-unit')}
      />
      {hasHost && (
        <SelectField
          name="hostId"
          label={text(isCourse ? 'groups.host-course' : 'groups.host-hands')}
          placeholder={text('groups.host-me')}
          options={others}
          searchable
        />
      )}
      <PeoplePicker
        label={text(isCourse ? 'groups.people-course' : 'groups.people-hands')}
        chosen={memberIds}
        without={[hostId]}
        onChange={onChoose}
      />
      {isCourse && memberIds.length > 1 && (
        <NumberField
          name="least"
          label={text('groups.least')}
          hint={text('groups.least-hint')}
          placeholder="1"
        />
      )}
      <Preview kind={kind} people={memberIds.length} />
    </>
  )
}

/** What it makes for each, before anybody is asked. */
function Preview({ kind, people }: { kind: Group['kind']; people: number }) {
  const text = useText(groupsTexts)
  const units = useUnits()
  const { values } = useForm()
  const { minutes } = values
  if (typeof minutes !== 'number' || minutes < 1 || people === 0) return null
  const least = Math.max(1, Math.min(people, Number(values['least']) || 1))
  const group = { kind, minutes, least }
  const share = units.both(shareOf(group, people))
  return (
    <p className="group-preview" role="status">
      {kind === 'course'
        ? text('groups.preview-course', { share, most: units.both(mostShareOf(group)) })
        : text('groups.preview-hands', { share, total: units.both(totalOf(group, people)) })}
    </p>
  )
}
