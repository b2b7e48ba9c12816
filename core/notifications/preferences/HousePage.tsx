/** What the workspace settles for people who have not chosen: by role, and the hours at which nothing is sent. */
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import * as z from 'zod/mini'
import { noticeMails } from '#kernel/contract.ts'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useRoleWords } from '#web/pages.tsx'
import { useLocale, useText, useTexts } from '#web/text.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Columns, Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Tabs } from '#web/ui/Tabs.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { type Kind, readRules, settleQuiet, settleRules } from './contract.ts'
import { chosen, USUAL, useMailOptions } from './mail-words.tsx'
import { wishesTexts } from './texts.tsx'
import './wishes.css'

const refreshes = [readRules]

export function HousePage() {
  const text = useText(wishesTexts)
  const texts = useTexts()
  const words = useRoleWords()
  const [locale] = useLocale()
  const { kinds, roles, rules, house } = useRead(readRules, { locale })
  const nameOf = (it: { role: string; text: string }) => {
    const key = words.map(({ roles }) => roles?.[it.role]?.text).find(Boolean)
    return it.text || (key ? texts.say(key) : it.role)
  }
  const optional = kinds.filter((it) => !it.isLegal)
  const settledFor = (role: string) =>
    new Map(rules.filter((it) => it.role === role).map((it) => [it.notice, it.mail]))
  return (
    <SettingsPage title={text('wishes.house-title')} subtitle={text('wishes.house-hint')}>
      <Panel title={text('wishes.rules')} hint={text('wishes.rules-hint')}>
        <Tabs
          label={text('wishes.rules')}
          tabs={roles.map((it) => ({
            key: it.role,
            text: nameOf(it),
            content: (
              <RuleForm
                key={it.role}
                role={it.role}
                kinds={optional}
                settled={settledFor(it.role)}
              />
            ),
          }))}
        />
      </Panel>
      <Panel title={text('wishes.house-quiet')} hint={text('wishes.house-quiet-hint')}>
        <QuietForm {...house} />
      </Panel>
    </SettingsPage>
  )
}

type RuleFormProps = {
  role: string
  kinds: readonly Kind[]
  settled: ReadonlyMap<string, Kind['mail']>
}

/** Fields are named by the place of their kind: names of kinds hold slashes. */
const field = (i: number) => `kind-${i}`

function RuleForm({ role, kinds, settled }: RuleFormProps) {
  const text = useText(wishesTexts)
  const options = useMailOptions()
  const settle = useAction(settleRules, { refreshes, done: text('wishes.rules-saved') })
  const action: Action = {
    ...settle,
    run: (values: any) =>
      settle.run({
        role,
        rules: kinds.map(({ notice }, i) => ({ notice, mail: chosen(values[field(i)]) })),
      }),
  }
  const Choice = z.enum([USUAL, ...noticeMails])
  const shape = z.object(Object.fromEntries(kinds.map((_, i) => [field(i), Choice])))
  const initial = Object.fromEntries(
    kinds.map(({ notice }, i) => [field(i), settled.get(notice) ?? USUAL]),
  )
  const groups = [...new Set(kinds.map((it) => it.group))]
  return (
    <Form action={action} shape={shape} initial={initial}>
      <div className="wish-groups">
        {groups.map((group) => (
          <Group
            key={group}
            name={group}
            fields={kinds.flatMap((it, i) => (it.group === group ? [field(i)] : []))}
          >
            {kinds.map(
              (it, i) =>
                it.group === group && (
                  <SelectField
                    key={it.notice}
                    name={field(i)}
                    label={it.text}
                    options={options(it.mail)}
                  />
                ),
            )}
          </Group>
        ))}
      </div>
      <FormFoot>
        <SubmitButton>{text('wishes.save')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}

type GroupProps = { name: string; fields: readonly string[]; children: ReactNode }

/** Folded: what was settled otherwise is counted, so that nobody has to look for it. */
function Group({ name, fields, children }: GroupProps) {
  const text = useText(wishesTexts)
  const { values } = useForm()
  const changed = fields.filter((it) => (values[it] ?? USUAL) !== USUAL).length
  return (
    <details className="wish-group">
      <summary>
        <span className="wish-name">{name}</span>
        <span className="hint">
          {changed > 0 ? text('wishes.settled', { count: changed }) : text('wishes.all-usual')}
        </span>
        <IconChevronDown size={18} stroke={1.7} aria-hidden="true" />
      </summary>
      <div className="wish-fields">{children}</div>
    </details>
  )
}

function QuietForm({
  from,
  to,
  weekend,
}: {
  from: string | null
  to: string | null
  weekend: boolean
}) {
  const text = useText(wishesTexts)
  const settle = useAction(settleQuiet, { refreshes, done: text('wishes.house-quiet-saved') })
  const initial = { isOn: from !== null, from: from ?? '21:00', to: to ?? '07:00', weekend }
  return (
    <Form action={settle} initial={initial}>
      <CheckboxField name="isOn" label={text('wishes.house-quiet-on')} />
      <Hours />
      <FormFoot>
        <SubmitButton look="plain">{text('wishes.save-hours')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}

function Hours() {
  const text = useText(wishesTexts)
  const { isOn } = useForm().values
  if (!isOn) return null
  return (
    <>
      <Columns>
        <TextField name="from" label={text('wishes.from')} type="time" />
        <TextField name="to" label={text('wishes.to')} type="time" />
      </Columns>
      <CheckboxField name="weekend" label={text('wishes.weekend')} />
    </>
  )
}
