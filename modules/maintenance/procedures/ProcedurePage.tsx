import { IconClipboardList } from '@tabler/icons-react'
import { useRead } from '#web/api.tsx'
import { useFilters, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Facts, Panel, Stack } from '#web/ui/Panel.tsx'
import { Status, Tag } from '#web/ui/Status.tsx'
import { maintenanceTexts } from '../texts.tsx'
import { type ProcedureSheet, readProcedure, readVersion, type Version } from './contract.ts'
import './procedures.css'
import { ProcedureMoves } from './ProcedureMoves.tsx'
import { ReviewPanel } from './ReviewPanel.tsx'
import { StepView } from './StepView.tsx'
import { VersionsPanel } from './VersionsPanel.tsx'
import { versionStates } from './words.tsx'

/** One procedure to read: the published version, or another of its history. */
export function ProcedurePage() {
  const text = useText(maintenanceTexts)
  const procedure = useRead(readProcedure, { procedureId: useParam('id') })
  const [{ version: wanted }, filter] = useFilters({ version: '' })
  const { versions, published, open } = procedure
  const isReview = open?.state === 'in_review'
  const versionId =
    versions.find((it) => it.id === wanted)?.id ??
    (isReview ? open.id : (published?.id ?? versions[0]!.id))
  const version = useRead(readVersion, { versionId })
  const isFirst = !versions.some((it) => it.number < version.number && it.publishedAt !== null)
  return (
    <Page
      title={version.title}
      subtitle={<Subtitle version={version} />}
      back={{ to: '/procedures', text: text('procedures.title') }}
      actions={<ProcedureMoves procedure={procedure} version={version} />}
    >
      <Stack>
        <Standing procedure={procedure} version={version} />
        {version.state === 'in_review' && <ReviewPanel version={version} isFirst={isFirst} />}
        <Columns wide>
          <Steps version={version} />
          <Stack>
            <About version={version} />
            <VersionsPanel
              procedure={procedure}
              shown={version.id}
              onShow={(id) => filter({ version: id })}
            />
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}

function Subtitle({ version: { number, state, stepCount } }: { version: Version }) {
  const text = useText(maintenanceTexts)
  const { text: stateText, tone } = versionStates[state]
  return (
    <span className="procedure-tags">
      {text('procedures.version-title', { number })}
      <Status tone={tone}>{text(stateText)}</Status>
      {text('procedures.step-count', { count: stepCount })}
    </span>
  )
}

/** What somebody has to know before reading on. */
function Standing({ procedure, version }: { procedure: ProcedureSheet; version: Version }) {
  const text = useText(maintenanceTexts)
  const { state, comment, number, sourceName, reviewer } = version
  return (
    <>
      {procedure.state === 'archived' && (
        <Notice tone="warning">{text('procedures.is-archived')}</Notice>
      )}
      {state === 'retracted' && (
        <Notice tone="error">{text('procedures.is-retracted', { reason: comment })}</Notice>
      )}
      {state === 'superseded' && (
        <Notice tone="warning">{text('procedures.is-old', { number })}</Notice>
      )}
      {state === 'draft' && comment && (
        <Notice tone="warning">
          {text('procedures.was-sent-back', {
            name: reviewer?.name ?? text('procedures.somebody'),
            comment,
          })}
        </Notice>
      )}
      {sourceName && state !== 'published' && (
        <Notice tone="warning">{text('procedures.from-document', { name: sourceName })}</Notice>
      )}
    </>
  )
}

function Steps({ version }: { version: Version }) {
  const text = useText(maintenanceTexts)
  return (
    <Panel title={text('procedures.steps')}>
      {version.description && (
        <p className="procedure-about" dir="auto">
          {version.description}
        </p>
      )}
      {version.steps.length === 0 ? (
        <EmptyState icon={IconClipboardList} title={text('procedures.no-steps')}>
          {text('procedures.no-steps-hint')}
        </EmptyState>
      ) : (
        <ol className="steps">
          {version.steps.map((it, i) => (
            <StepView
              key={it.key}
              step={it}
              place={i + 1}
              files={version.files}
              versionId={version.id}
              sourceName={version.sourceName}
            />
          ))}
        </ol>
      )}
    </Panel>
  )
}

function About({ version: { category, tags, equipment } }: { version: Version }) {
  const text = useText(maintenanceTexts)
  const list = (names: readonly string[]) => (
    <span className="procedure-tags">
      {names.map((it) => (
        <Tag key={it}>{it}</Tag>
      ))}
    </span>
  )
  const facts = [
    ...(category ? [[text('procedures.category'), category] as const] : []),
    ...(tags.length > 0 ? [[text('procedures.tags'), list(tags)] as const] : []),
    ...(equipment.length > 0 ? [[text('procedures.equipment'), list(equipment)] as const] : []),
  ]
  if (facts.length === 0) return null
  return (
    <Panel title={text('procedures.about')}>
      <Facts items={facts} />
    </Panel>
  )
}
