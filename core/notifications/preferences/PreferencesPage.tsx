/** What comes by mail and on one's devices, and at which hours. */
import * as z from 'zod/mini'
import { noticeMails } from '#kernel/contract.ts'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { CheckboxField, SegmentedField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, useForm } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { listPushDevices } from '../devices/contract.ts'
import { DevicePanel } from '../devices/DevicePanel.tsx'
import { noticesTexts } from '../texts.tsx'
import {
  type Group,
  type Preferences,
  readPreferences,
  savePreferences,
  Time,
  trustAddress,
} from './contract.ts'
import { chosen, USUAL, useMailOptions } from './mail-words.tsx'
import { wishesTexts } from './texts.tsx'
import './wishes.css'

/** Fields are named by the place of their group: names of groups hold dots. */
const mailField = (i: number) => `mail-${i}`
const pushField = (i: number) => `push-${i}`

function shapeOf(groups: readonly Group[]) {
  const fields = groups.flatMap((_, i) => [
    [mailField(i), z.enum([USUAL, ...noticeMails])] as const,
    [pushField(i), z.boolean()] as const,
  ])
  return z.object({
    ...Object.fromEntries<z.ZodMiniType>(fields),
    quiet: z.enum(['house', 'own', 'none']),
    quietFrom: z.optional(Time),
    quietTo: z.optional(Time),
    quietWeekend: z._default(z.boolean(), false),
    digest: z.enum(['daily', 'weekly']),
    digestAt: Time,
  })
}

function initialOf({ groups, house, ...it }: Preferences) {
  const fields = groups.flatMap((group, i) => [
    [mailField(i), group.mail ?? USUAL],
    [pushField(i), group.push],
  ])
  return {
    ...Object.fromEntries(fields),
    quiet: it.quiet,
    quietFrom: it.quietFrom ?? house.from ?? '21:00',
    quietTo: it.quietTo ?? house.to ?? '07:00',
    quietWeekend: it.quietWeekend,
    digest: it.digest,
    digestAt: it.digestAt,
  }
}

export function PreferencesPage() {
  const text = useText(wishesTexts, noticesTexts)
  const [locale] = useLocale()
  const preferences = useRead(readPreferences, { locale })
  const save = useAction(savePreferences, {
    refreshes: [readPreferences],
    done: text('wishes.saved'),
  })
  const optional = preferences.groups.filter((it) => !it.isLegal)
  const legal = preferences.groups.filter((it) => it.isLegal)
  const shown = { ...preferences, groups: optional }
  const action: Action = {
    ...save,
    run: ({ quiet, quietFrom, quietTo, quietWeekend, digest, digestAt, ...rest }: any) =>
      save.run({
        groups: optional.map(({ group }, i) => ({
          group,
          mail: chosen(rest[mailField(i)]),
          push: rest[pushField(i)] === true,
        })),
        hours: { quiet, quietFrom, quietTo, quietWeekend, digest, digestAt },
      }),
  }
  return (
    <Page
      narrow
      title={text('wishes.title')}
      subtitle={text('wishes.subtitle')}
      back={{ to: '/notifications', text: text('notices.title') }}
    >
      <Stack>
        {preferences.isRefused && <AddressFails email={preferences.email} />}
        <Form action={action} shape={shapeOf(optional)} initial={initialOf(shown)}>
          <Panel
            title={text('wishes.by-mail')}
            hint={text('wishes.by-mail-hint', { email: preferences.email })}
          >
            <div className="fields">
              <GroupFields groups={optional} />
              {legal.map((it) => (
                <div key={it.group}>
                  <strong>{it.text}</strong>
                  <p className="hint">{text('wishes.legal')}</p>
                </div>
              ))}
            </div>
          </Panel>
          <Panel title={text('wishes.when')}>
            <div className="fields">
              <HourFields of={preferences} />
            </div>
          </Panel>
          <FormFoot>
            <SubmitButton>{text('wishes.save')}</SubmitButton>
          </FormFoot>
        </Form>
        <DevicePanel />
      </Stack>
    </Page>
  )
}

function GroupFields({ groups }: { groups: readonly Group[] }) {
  const text = useText(wishesTexts)
  const options = useMailOptions()
  const { publicKey } = useRead(listPushDevices)
  return groups.map((it, i) => (
    <div key={it.group} className="wish">
      <SelectField name={mailField(i)} label={it.text} options={options(it.usual)} />
      {publicKey !== null && <CheckboxField name={pushField(i)} label={text('wishes.push')} />}
    </div>
  ))
}

function HourFields({ of: { house } }: { of: Preferences }) {
  const text = useText(wishesTexts)
  const { quiet } = useForm().values
  const ofHouse =
    house.from && house.to
      ? text('wishes.quiet-house', { from: house.from, to: house.to })
      : text('wishes.quiet-house-open')
  return (
    <>
      <SelectField
        name="quiet"
        label={text('wishes.quiet')}
        hint={text('wishes.quiet-hint')}
        options={[
          { value: 'house', text: ofHouse },
          { value: 'own', text: text('wishes.quiet-own') },
          { value: 'none', text: text('wishes.quiet-none') },
        ]}
      />
      {quiet === 'own' && (
        <>
          <Columns>
            <TextField name="quietFrom" label={text('wishes.from')} type="time" />
            <TextField name="quietTo" label={text('wishes.to')} type="time" />
          </Columns>
          <CheckboxField name="quietWeekend" label={text('wishes.weekend')} />
        </>
      )}
      <Columns>
        <SegmentedField
          name="digest"
          label={text('wishes.digest-title')}
          choices={[
            { value: 'daily', text: text('wishes.daily') },
            { value: 'weekly', text: text('wishes.weekly') },
          ]}
        />
        <TextField name="digestAt" label={text('wishes.digest-at')} type="time" />
      </Columns>
    </>
  )
}

function AddressFails({ email }: { email: string }) {
  const text = useText(wishesTexts)
  const trust = useAction(trustAddress, {
    refreshes: [readPreferences],
    done: text('wishes.trusted'),
  })
  return (
    <Notice
      tone="warning"
      action={
        <Row>
          <LinkButton absolute small to="/account/security">
            {text('wishes.change-address')}
          </LinkButton>
          <Button small look="quiet" onClick={() => void trust.run({})}>
            {text('wishes.trust')}
          </Button>
        </Row>
      }
    >
      {text('wishes.refused', { email })}
    </Notice>
  )
}
