import { useState } from 'react'
import * as z from 'zod/mini'
import { UploadField } from '#core/files/ui.tsx'
import { instantOf, wallTime } from '#core/calendar/contract.ts'
import { readWorkspace } from '#core/workspaces/contract.ts'
import { type Language, languageOf, languages } from '#kernel/text.ts'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CardsField, CheckboxField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton, type Values } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Row } from '#web/ui/Panel.tsx'
import { DateField, TextArea, TextField } from '#web/ui/TextField.tsx'
import './announcements.css'
import {
  type AnnouncementFile,
  changeAnnouncement,
  draftAnnouncement,
  FILE_PURPOSE,
  listWritten,
  MOST_FILE_BYTES,
  MOST_FILES,
  readWritten,
  type Written,
} from './contract.ts'
import { audienceNames } from './rules.ts'
import { announcementsTexts } from './texts.tsx'

const refreshes = [listWritten, readWritten] as const
const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(150))
const Body = z.string().check(z.trim(), z.minLength(1), z.maxLength(8000))

/** A title without its text, or the other way round, is no version; without any there is no announcement. */
const isWhole = (language: Language, part: 'Title' | 'Body') =>
  z.refine<Values>(
    (it) => !(it[`${language}${part === 'Title' ? 'Body' : 'Title'}`] && !it[`${language}${part}`]),
    {
      path: [`${language}${part}`],
      params: {
        code: part === 'Title' ? 'announcements.title-missing' : 'announcements.body-missing',
      },
    } as never,
  )

/** Where there is one version it has to be written; of several, those that are begun. */
const composed = (shown: readonly Language[]) => {
  const [first] = shown
  const only = shown.length === 1 ? first : undefined
  const version = languages.map((it) => ({
    [`${it}Title`]: it === only ? Title : z.optional(Title),
    [`${it}Body`]: it === only ? Body : z.optional(Body),
  }))
  return z
    .object({
      audience: z.enum(audienceNames),
      ...Object.assign({}, ...version),
      asksUnderstood: z._default(z.boolean(), false),
      urgent: z._default(z.boolean(), false),
      notBefore: z.optional(z.string()),
    })
    .check(
      ...languages.flatMap((it) => [isWhole(it, 'Title'), isWhole(it, 'Body')]),
      z.refine<Values>((it) => languages.some((one) => it[`${one}Title`] || it[`${one}Body`]), {
        path: [`${first}Title`],
        params: { code: 'announcements.no-words' },
      } as never),
    )
}

export function NewAnnouncementPage() {
  const text = useText(announcementsTexts)
  const go = useGo()
  const draft = useAction(draftAnnouncement, {
    refreshes,
    done: text('announcements.saved'),
    onDone: ({ id }) => go(`/announcements/written/${id}`),
  })
  return (
    <Page
      title={text('announcements.new-title')}
      subtitle={text('announcements.new-subtitle')}
      back={{ to: '/announcements/written', text: text('announcements.desk-title') }}
      narrow
    >
      <Composer action={draft} fixed={{}} />
    </Page>
  )
}

export function EditAnnouncementPage() {
  const text = useText(announcementsTexts)
  const go = useGo()
  const announcementId = useParam('id')
  const written = useRead(readWritten, { announcementId })
  const to = `/announcements/written/${announcementId}` as const
  const change = useAction(changeAnnouncement, {
    refreshes,
    done: text('announcements.saved'),
    onDone: () => go(to),
  })
  return (
    <Page
      title={text('announcements.edit-title')}
      back={{ to, text: text('announcements.desk') }}
      narrow
    >
      <Composer action={change} fixed={{ announcementId }} written={written} />
    </Page>
  )
}

type ComposerProps = { action: Action; fixed: Values; written?: Written }

function Composer({ action, fixed, written }: ComposerProps) {
  const text = useText(announcementsTexts)
  const mayBeUrgent = useMay('announcements.urgent')
  const { locale, timeZone } = useRead(readWorkspace)
  const house = languageOf(locale)
  const [files, attach] = useState<readonly AnnouncementFile[]>(written?.files ?? [])
  const [shown, show] = useState<readonly Language[]>(() => {
    const there = languages.filter((it) => written?.texts[it])
    return there.length > 0 ? there : [house]
  })
  const save: Action = {
    ...action,
    run: (values = {}) => {
      const { audience, asksUnderstood, urgent, notBefore } = values
      const wishedAt = notBefore
        ? instantOf(String(notBefore), '00:00', timeZone).toISOString()
        : null
      const wishes = { audience, asksUnderstood, urgent, texts: textsIn(values), wishedAt }
      return action.run({ ...fixed, ...wishes, fileIds: files.map((it) => it.id) })
    },
  }
  return (
    <Panel>
      <Form
        action={save}
        shape={composed(shown)}
        initial={initialOf(written, timeZone)}
        {...(written ? {} : { draft: 'announcement' })}
      >
        {languages
          .filter((it) => shown.includes(it))
          .map((it) => (
            <Version key={it} language={it} named={shown.length > 1} />
          ))}
        {shown.length < languages.length && (
          <div>
            <p className="hint">{text('announcements.languages-hint')}</p>
            <Row>
              {languages
                .filter((it) => !shown.includes(it))
                .map((it) => (
                  <Button key={it} small onClick={() => show([...shown, it])}>
                    {text(`announcements.add-${it}`)}
                  </Button>
                ))}
            </Row>
          </div>
        )}
        <CardsField
          name="audience"
          label={text('announcements.audience')}
          choices={audienceNames.map((value) => ({
            value,
            text: text(`announcements.audience.${value}`),
            hint: text(`announcements.audience.${value}-hint`),
          }))}
        />
        <CheckboxField
          name="asksUnderstood"
          label={text('announcements.asks-understood')}
          hint={text('announcements.asks-understood-hint')}
        />
        {mayBeUrgent && (
          <CheckboxField
            name="urgent"
            label={text('announcements.is-urgent')}
            hint={text('announcements.is-urgent-hint')}
          />
        )}
        <DateField
          name="notBefore"
          label={text('announcements.not-before')}
          hint={text('announcements.not-before-hint')}
        />
        {files.length < MOST_FILES && (
          <UploadField
            label={text('announcements.attach')}
            place="workspace"
            purpose={FILE_PURPOSE}
            kinds={['document', 'image']}
            maxBytes={MOST_FILE_BYTES}
            onReady={async (file) => attach([...files, file])}
          />
        )}
        <Attached files={files} onRemove={(id) => attach(files.filter((it) => it.id !== id))} />
        <FormFoot>
          <SubmitButton>{text('announcements.save')}</SubmitButton>
        </FormFoot>
      </Form>
    </Panel>
  )
}

/** Each language says its own name where there is more than one. */
function Version({ language, named }: { language: Language; named: boolean }) {
  const text = useText(announcementsTexts)
  const of = named ? ` · ${text(`announcements.${language}`)}` : ''
  return (
    <div className="announced-words" lang={language}>
      <TextField
        name={`${language}Title`}
        label={text('announcements.name') + of}
        placeholder={named ? '' : text('announcements.name-example')}
        maxLength={150}
      />
      <TextArea
        name={`${language}Body`}
        label={text('announcements.body') + of}
        rows={7}
        maxLength={8000}
      />
    </div>
  )
}

type AttachedProps = { files: readonly AnnouncementFile[]; onRemove(id: string): void }

function Attached({ files, onRemove }: AttachedProps) {
  const text = useText(announcementsTexts)
  if (files.length === 0) return null
  return (
    <Items label={text('announcements.attached')}>
      {files.map(({ id, name }) => (
        <Item
          key={id}
          title={name}
          end={
            <Button small look="quiet" onClick={() => onRemove(id)}>
              {text('announcements.detach', { name })}
            </Button>
          }
        />
      ))}
    </Items>
  )
}

function textsIn(values: Values) {
  const versions = languages.flatMap((it) => {
    const title = String(values[`${it}Title`] ?? '').trim()
    const body = String(values[`${it}Body`] ?? '').trim()
    return title && body ? [[it, { title, body }]] : []
  })
  return Object.fromEntries(versions)
}

function initialOf(written: Written | undefined, timeZone: string): Values {
  if (!written) return { audience: 'everybody', asksUnderstood: false, urgent: false }
  const { audience, asksUnderstood, urgent, wishedAt, texts } = written
  const words = languages.flatMap((it) => [
    [`${it}Title`, texts[it]?.title ?? ''],
    [`${it}Body`, texts[it]?.body ?? ''],
  ])
  const notBefore = wishedAt ? wallTime(new Date(wishedAt), timeZone).day : ''
  return { audience, asksUnderstood, urgent, notBefore, ...Object.fromEntries(words) }
}
