/** A step as it is read: what, why, how, and what proves it. */
import { IconLock, IconPaperclip } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useCall } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Tag } from '#web/ui/Status.tsx'
import type { Step, Validation } from '../steps/contract.ts'
import { maintenanceTexts } from '../texts.tsx'
import { linkStepFile, type StepFile } from './contract.ts'
import './procedures.css'
import { kindWords } from './words.tsx'

type StepViewProps = {
  step: Step
  place: number
  files: readonly StepFile[]
  versionId: string
  sourceName?: string
}

export function StepView({ step, place, files, versionId, sourceName }: StepViewProps) {
  const text = useText(maintenanceTexts)
  const { icon: Mark, text: kind } = kindWords[step.validation.kind]
  const shown = files.filter((it) => step.fileIds.includes(it.id))
  return (
    <li className="step" data-gate={step.isGate || undefined}>
      <span className="step-place" aria-hidden="true">
        {step.isGate ? <IconLock size={16} stroke={2} /> : place}
      </span>
      <div className="step-body">
        <h3 dir="auto">
          <span className="unseen">{text('steps.step', { place })} </span>
          {step.title}
        </h3>
        <div className="step-tags">
          {step.isGate && <Tag>{text('steps.gate')}</Tag>}
          {step.isCritical && <Tag>{text('steps.critical')}</Tag>}
          {!step.isRequired && <Tag>{text('steps.optional')}</Tag>}
        </div>
        {step.description && (
          <p className="step-why" dir="auto">
            {step.description}
          </p>
        )}
        {step.instructions && (
          <p className="step-how" dir="auto">
            {step.instructions}
          </p>
        )}
        <p className="step-proof">
          <Mark size={17} stroke={1.8} />
          <span>
            <b>{text(kind)}</b> <Proof of={step.validation} />
          </span>
        </p>
        {shown.length > 0 && (
          <div className="step-files" role="group" aria-label={text('procedures.files-of-step')}>
            {shown.map((it) => (
              <File key={it.id} file={it} versionId={versionId} />
            ))}
          </div>
        )}
        {step.sourcePage !== null && sourceName && (
          <p className="hint">{text('procedures.source-page', { page: step.sourcePage })}</p>
        )}
      </div>
    </li>
  )
}

/** What exactly is asked, in one line. */
function Proof({ of: it }: { of: Validation }) {
  const text = useText(maintenanceTexts)
  const { number } = useFormat()
  if (it.kind === 'photo') return text('steps.proof.photos', { min: it.min, max: it.max })
  if (it.kind === 'timer') return text('steps.proof.timer', { minutes: number(it.seconds / 60) })
  if (it.kind === 'signature') return it.signer
  if (it.kind === 'scan') return it.expected
  if (it.kind === 'aiCheck') return it.question
  if (it.kind === 'choice')
    return (
      <ul>
        {it.options.map((one) => (
          <li key={one.key} dir="auto">
            {one.text}
            {one.isNonconform && <b className="step-wrong"> · {text('steps.field.nonconform')}</b>}
          </li>
        ))}
      </ul>
    )
  if (it.kind === 'checklist')
    return (
      <ul>
        {it.items.map((one) => (
          <li key={one.key} dir="auto">
            {one.text}
          </li>
        ))}
      </ul>
    )
  if (it.kind !== 'measure') return null
  const { min, max, unit, instrument } = it
  const range =
    min !== null && max !== null
      ? text('steps.proof.measure', { min: number(min), max: number(max), unit })
      : min !== null
        ? text('steps.proof.measure-min', { min: number(min), unit })
        : max !== null
          ? text('steps.proof.measure-max', { max: number(max), unit })
          : text('steps.proof.measure-free', { unit })
  return [range, instrument].filter(Boolean).join(' · ')
}

/** A picture shows itself; anything else opens. */
function File({ file, versionId }: { file: StepFile; versionId: string }) {
  const call = useCall()
  const [url, show] = useState<string>()
  const isPicture = file.kind === 'image'
  useEffect(() => {
    if (!isPicture) return
    let isHere = true
    const asked = { versionId, fileId: file.id, variant: 'medium' as const }
    void call(linkStepFile, asked).then(
      (it) => isHere && show(it.url),
      () => undefined,
    )
    return () => void (isHere = false)
  }, [call, file.id, versionId, isPicture])
  const open = async () => {
    // Opened before the answer: a window that comes later is taken for an advertisement.
    const page = window.open('', '_blank')
    const { url: original } = await call(linkStepFile, { versionId, fileId: file.id })
    if (page) page.location = original
    else window.location.assign(original)
  }
  if (isPicture && url)
    return (
      <button type="button" className="step-picture" onClick={() => void open()}>
        <img src={url} alt={file.name} loading="lazy" />
      </button>
    )
  return (
    <Button small icon={IconPaperclip} onClick={() => void open()}>
      {file.name}
    </Button>
  )
}
