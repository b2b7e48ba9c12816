import { useState } from 'react'
import * as z from 'zod/mini'
import { useAction, useCall, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useParam } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { TextArea, TextField } from '#web/ui/TextField.tsx'
import {
  type Analysis,
  analysisChanged,
  decideAnalysis,
  type Findings,
  linkAnalysisPhoto,
  readAnalysis,
  retryAnalysis,
} from './contract.ts'
import { AnalysisState } from './AnalysisState.tsx'
import './advice.css'
import { DangerCard } from './DangerCard.tsx'
import { Suggestions } from './Suggestions.tsx'
import { adviceTexts } from './texts.tsx'

/** One photo: the danger first, then what a model proposes, what to read, and the person's decision. */
export function AnalysisPage() {
  const text = useText(adviceTexts)
  const { relative } = useFormat()
  const analysis = useRead(readAnalysis, { analysisId: useParam('id') })
  useLive(analysisChanged, { refreshes: [readAnalysis] })
  const { id, words, state, isDanger, by, createdAt, findings, corrected, suggestions } = analysis
  const isWaiting = state === 'uploaded' || state === 'queued' || state === 'analysing'
  return (
    <Page
      title={words || text('advice.analysis')}
      subtitle={text('advice.by', { name: by, when: relative(createdAt) })}
      back={{ to: '/advice', text: text('advice.title') }}
      narrow
    >
      <Stack>
        {isDanger && <DangerCard />}
        {isWaiting && <Notice>{text('advice.waiting')}</Notice>}
        {state === 'failed' && <Failed analysis={analysis} />}
        {findings && (
          <Panel
            title={text('advice.findings')}
            hint={
              analysis.decidedBy
                ? text('advice.decided', { name: analysis.decidedBy })
                : text('advice.findings-hint')
            }
            actions={<AnalysisState state={state} />}
          >
            <Seen findings={corrected ?? findings} />
            {analysis.mayDecide && <Deciding analysisId={id} findings={findings} />}
          </Panel>
        )}
        <Panel title={text('advice.found')}>
          <Suggestions items={suggestions} />
        </Panel>
        <Photo analysisId={id} />
      </Stack>
    </Page>
  )
}

function Failed({ analysis: { id, fault } }: { analysis: Analysis }) {
  const text = useText(adviceTexts)
  const retry = useAction(retryAnalysis, { refreshes: [readAnalysis] })
  return (
    <Notice
      tone="warning"
      action={
        <Button small pending={retry.pending} onClick={() => retry.run({ analysisId: id })}>
          {text('advice.retry')}
        </Button>
      }
    >
      {text(fault === 'none' ? 'advice.no-model' : 'advice.no-answer')}
    </Notice>
  )
}

function Seen({ findings }: { findings: Findings }) {
  const text = useText(adviceTexts)
  const { percent } = useFormat()
  const { equipment, state, urgency, confidence, defects } = findings
  return (
    <Facts
      items={[
        [text('advice.equipment'), equipment],
        [text('advice.condition'), text(`advice.condition.${state}`)],
        [text('advice.urgency'), text(`advice.urgency.${urgency}`)],
        [text('advice.confidence'), percent(confidence)],
        [
          text('advice.defects'),
          defects.length === 0
            ? text('advice.no-defects')
            : defects.map((it) => it.text).join(' · '),
        ],
      ]}
    />
  )
}

const Typed = z.object({
  equipment: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  state: z.enum(['sound', 'worn', 'damaged', 'dangerous', 'unknown']),
  seen: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
})

function Deciding({ analysisId, findings }: { analysisId: string; findings: Findings }) {
  const text = useText(adviceTexts)
  const [isCorrecting, correct] = useState(false)
  const accept = useAction(decideAnalysis, {
    refreshes: [readAnalysis],
    done: text('advice.accepted'),
  })
  const reject = useAction(decideAnalysis, {
    refreshes: [readAnalysis],
    done: text('advice.rejected'),
  })
  const change = useAction(decideAnalysis, {
    refreshes: [readAnalysis],
    done: text('advice.was-corrected'),
  })
  if (isCorrecting)
    return (
      <Form
        shape={Typed}
        initial={{ equipment: findings.equipment, state: findings.state }}
        action={{
          ...change,
          run: ({ equipment, state, seen }) =>
            change.run({
              ...{ analysisId, decision: 'correct' as const },
              findings: {
                ...findings,
                ...{ equipment: String(equipment), state: state as Findings['state'] },
                defects: [{ kind: 'other', text: String(seen) }],
              },
            }),
        }}
      >
        <TextField name="equipment" label={text('advice.equipment')} />
        <SelectField
          name="state"
          label={text('advice.condition')}
          options={(['sound', 'worn', 'damaged', 'dangerous', 'unknown'] as const).map((it) => ({
            value: it,
            text: text(`advice.condition.${it}`),
          }))}
        />
        <TextArea name="seen" label={text('advice.seen-instead')} rows={3} maxLength={500} />
        <FormFoot>
          <SubmitButton>{text('advice.correct')}</SubmitButton>
        </FormFoot>
      </Form>
    )
  return (
    <Row>
      <Button
        look="filled"
        pending={accept.pending}
        onClick={() => accept.run({ analysisId, decision: 'accept' })}
      >
        {text('advice.accept')}
      </Button>
      <Button onClick={() => correct(true)}>{text('advice.correct')}</Button>
      <Button
        look="quiet"
        pending={reject.pending}
        onClick={() => reject.run({ analysisId, decision: 'reject' })}
      >
        {text('advice.reject')}
      </Button>
    </Row>
  )
}

function Photo({ analysisId }: { analysisId: string }) {
  const text = useText(adviceTexts)
  const call = useCall()
  const [url, show] = useState<string>()
  if (url) return <img className="advice-photo" src={url} alt={text('advice.photo')} />
  const open = async () => show((await call(linkAnalysisPhoto, { analysisId })).url)
  return (
    <Row>
      <Button small look="quiet" onClick={() => void open()}>
        {text('advice.show-photo')}
      </Button>
    </Row>
  )
}
