import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useGo, useParam } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import {
  discardDraft,
  type Fault,
  readProcedure,
  readVersion,
  submitVersion,
  type Version,
} from '../procedures/contract.ts'
import '../procedures/procedures.css'
import { showProcedures } from '../procedures/shows.tsx'
import { faultWords, useFieldText } from '../procedures/words.tsx'
import type { Step } from '../steps/contract.ts'
import { maintenanceTexts } from '../texts.tsx'
import './builder.css'
import { Names, Words } from './fields.tsx'
import { PhonePreview } from './PhonePreview.tsx'
import { type Meeting, type Saving, useSaving } from './saving.tsx'
import { StepForm } from './StepForm.tsx'
import { StepList } from './StepList.tsx'
import { builderTexts } from './texts.tsx'

/** Where a procedure is written. */
export function BuilderPage() {
  const text = useText(builderTexts, maintenanceTexts)
  const procedureId = useParam('id')
  const { open, title } = useRead(readProcedure, { procedureId })
  const back = { to: `/procedures/${procedureId}`, text: title } as const
  if (open?.state !== 'draft')
    return (
      <Page title={text('builder.title')} back={back}>
        <Panel>
          <EmptyState icon={IconSend} title={text('builder.no-draft')}>
            {text('builder.no-draft-hint')}
          </EmptyState>
        </Panel>
      </Page>
    )
  return <Draft key={open.id} versionId={open.id} procedureId={procedureId} />
}

type DraftProps = { versionId: string; procedureId: string }

function Draft({ versionId, procedureId }: DraftProps) {
  const text = useText(builderTexts, maintenanceTexts)
  const go = useGo()
  const version = useRead(readVersion, { versionId })
  const saving = useSaving(version, text('builder.untitled'))
  const { content, files, faults } = saving
  const [taken] = useState(() => new Set(version.steps.map((it) => it.key)))
  const [chosen, choose] = useState<string | undefined>(content.steps[0]?.key)
  const at = content.steps.findIndex((it) => it.key === chosen)
  const step = content.steps[at]
  const refreshes = showProcedures
  const submit = useAction(submitVersion, {
    refreshes,
    done: text('procedures.submitted'),
    onDone: () => go(`/procedures/${procedureId}`),
  })
  const discard = useAction(discardDraft, {
    refreshes,
    done: text('builder.discarded'),
    onDone: () => go(version.number === 1 ? '/procedures' : `/procedures/${procedureId}`),
  })
  const problem = useProblemText(submit.problem ?? discard.problem ?? saving.fault)
  const changeStep = (change: Partial<Step>) =>
    saving.change({
      steps: content.steps.map((it) => (it.key === chosen ? { ...it, ...change } : it)),
    })
  const send = async () => {
    if (await saving.save()) await submit.run({ versionId })
  }
  const giveUp = async () => {
    const asked = { title: text('builder.discard-ask'), text: text('builder.discard-ask-text') }
    if (!(await ask({ ...asked, danger: true }))) return
    saving.forget()
    await discard.run({ versionId })
  }
  return (
    <Page
      title={text('builder.title')}
      subtitle={<SavingWords version={version} state={saving.state} />}
      back={{ to: `/procedures/${procedureId}`, text: version.title }}
      actions={
        <>
          <Button look="quiet" onClick={() => void giveUp()}>
            {text('builder.discard')}
          </Button>
          <Button
            look="filled"
            icon={IconSend}
            pending={submit.pending}
            onClick={() => void send()}
          >
            {text('procedures.submit')}
          </Button>
        </>
      }
    >
      <Stack>
        {problem && <Notice tone="error">{problem}</Notice>}
        {saving.meeting && <Met meeting={saving.meeting} onDone={saving.understood} />}
        {version.comment && (
          <Notice tone="warning">
            {text('procedures.was-sent-back', {
              name: version.reviewer?.name ?? text('procedures.somebody'),
              comment: version.comment,
            })}
          </Notice>
        )}
        <details className="panel builder-head" open={content.steps.length === 0}>
          <summary>{text('builder.about')}</summary>
          <Head content={content} onChange={saving.change} />
        </details>
        <div className="builder">
          <Panel title={text('procedures.steps')}>
            <StepList
              steps={content.steps}
              taken={taken}
              faults={faults}
              chosen={chosen}
              onChoose={choose}
              onChange={(steps) => saving.change({ steps })}
            />
          </Panel>
          <Panel title={step ? text('steps.step', { place: at + 1 }) : text('builder.first')}>
            {step ? (
              <StepForm
                key={step.key}
                step={step}
                files={files}
                onChange={changeStep}
                onFile={async (fileId) => {
                  changeStep({ fileIds: [...step.fileIds, fileId] })
                  await saving.save()
                }}
              />
            ) : (
              <p className="hint">{text('builder.first-hint')}</p>
            )}
          </Panel>
          <PhonePreview
            step={step}
            place={at + 1}
            count={content.steps.length}
            title={content.title}
          />
        </div>
        <Faults faults={faults} onChoose={choose} />
      </Stack>
    </Page>
  )
}

type HeadProps = {
  content: ReturnType<typeof useSaving>['content']
  onChange: ReturnType<typeof useSaving>['change']
}

function Head({ content, onChange }: HeadProps) {
  const text = useText(builderTexts, maintenanceTexts)
  return (
    <div className="builder-form">
      <Words
        label={text('procedures.name')}
        maxLength={200}
        value={content.title}
        onChange={(title) => onChange({ title })}
      />
      <Words
        label={text('builder.description')}
        hint={text('builder.description-hint')}
        maxLength={5000}
        rows={3}
        value={content.description}
        onChange={(description) => onChange({ description })}
      />
      <div className="builder-pair">
        <Words
          label={text('procedures.category')}
          maxLength={80}
          value={content.category}
          onChange={(category) => onChange({ category })}
        />
        <Names
          label={text('procedures.tags')}
          hint={text('builder.commas')}
          value={content.tags}
          onChange={(tags) => onChange({ tags })}
        />
      </div>
      <Names
        label={text('procedures.equipment')}
        hint={text('builder.commas')}
        value={content.equipment}
        onChange={(equipment) => onChange({ equipment })}
      />
      <Words
        label={text('builder.note')}
        hint={text('builder.note-hint')}
        maxLength={1000}
        rows={2}
        value={content.note}
        onChange={(note) => onChange({ note })}
      />
    </div>
  )
}

/** «version 2 · enregistré» */
function SavingWords({ version, state }: { version: Version; state: Saving }) {
  const text = useText(builderTexts, maintenanceTexts)
  const words = {
    saved: text('builder.saved'),
    unsaved: text('builder.unsaved'),
    saving: text('builder.saving'),
    waiting: text('builder.waiting'),
    refused: text('builder.refused'),
  }[state]
  return (
    <span role="status">
      {text('procedures.version-title', { number: version.number })} · {words}
    </span>
  )
}

/** Somebody saved meanwhile: both are in the draft now, and this says what to look at. */
function Met({ meeting, onDone }: { meeting: Meeting; onDone(): void }) {
  const text = useText(builderTexts, maintenanceTexts)
  const fieldText = useFieldText()
  return (
    <Notice
      tone="warning"
      action={
        <Button small onClick={onDone}>
          {text('builder.understood')}
        </Button>
      }
    >
      <p>{text('builder.met', { name: meeting.by ?? text('builder.somebody') })}</p>
      {meeting.twice.length > 0 && (
        <p>{text('builder.met-twice', { count: meeting.twice.length })}</p>
      )}
      {meeting.theirs.map(({ field, text: words }) => (
        <p key={field}>{text('builder.met-field', { field: fieldText(field), words })}</p>
      ))}
    </Notice>
  )
}

function Faults({ faults, onChoose }: { faults: readonly Fault[]; onChoose(key: string): void }) {
  const text = useText(builderTexts, maintenanceTexts)
  if (faults.length === 0) return <Notice tone="good">{text('procedures.faults-none')}</Notice>
  return (
    <Panel title={text('procedures.faults')}>
      <ul className="builder-faults">
        {faults.map(({ code, key, place }, i) => (
          <li key={i}>
            {key === null || place === null ? (
              text(faultWords[code])
            ) : (
              <button type="button" className="text-button" onClick={() => onChoose(key)}>
                {text('procedures.fault-in', { place, what: text(faultWords[code]) })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
