/** A place for one file: chosen, taken with the camera, or dropped; its way there; what it looks like. */
import { IconCamera, IconPhoto, IconTrash, IconUpload, IconX } from '@tabler/icons-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { Button, IconButton } from './Button.tsx'
import { FieldFault } from './Field.tsx'
import './files.css'

export type FileWords = {
  choose: string
  camera: string
  drop: string
  cancel: string
  retry: string
  remove: string
}
/** How far it is: `share` from 0 to 1, or unknown while it is looked at. */
export type FileProgress = { label: string; words: string; share: number | undefined }

type FileFieldProps = {
  label: string
  hint?: ReactNode
  words: FileWords
  /** Media types that may be chosen; the server decides by the content. */
  accept: readonly string[]
  /** `user` is the side of the face, `environment` the other one; on phones alone. */
  camera?: 'user' | 'environment'
  /** What is there now, or what was just chosen. */
  preview?: ReactNode
  progress?: FileProgress | undefined
  problem?: string | undefined
  onChoose(file: File): void
  onCancel(): void
  /** There is something to take up again. */
  onRetry?: (() => void) | undefined
  onRemove?: (() => void) | undefined
}

export function FileField({
  label,
  hint,
  words,
  accept,
  camera,
  preview,
  ...rest
}: FileFieldProps) {
  const { progress, problem, onChoose, onCancel, onRetry, onRemove } = rest
  const id = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const [isOver, over] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) onChoose(file)
  }
  const input = (more: { capture?: 'user' | 'environment' }) => ({
    type: 'file',
    accept: accept.join(','),
    className: 'file-input',
    disabled: progress !== undefined,
    'aria-describedby': `${id}-hint ${id}-error`,
    onChange: (event: { target: HTMLInputElement }) => {
      take(event.target.files)
      event.target.value = '' // the same one may be chosen again
    },
    ...more,
  })

  return (
    <div
      className="file-field"
      role="group"
      aria-labelledby={`${id}-label`}
      data-over={isOver || undefined}
      data-invalid={problem ? true : undefined}
      onDragOver={(event) => {
        if (progress || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        over(true)
      }}
      onDragLeave={() => over(false)}
      onDrop={(event) => {
        event.preventDefault()
        over(false)
        if (!progress) take(event.dataTransfer.files)
      }}
    >
      {preview && <div className="file-preview">{preview}</div>}
      <div className="file-side">
        <span className="group-label" id={`${id}-label`}>
          {label}
        </span>
        {hint && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {progress ? (
          <Way progress={progress} cancel={words.cancel} onCancel={onCancel} />
        ) : (
          <div className="file-ways">
            {onRetry && (
              <Button small icon={IconUpload} onClick={onRetry}>
                {words.retry}
              </Button>
            )}
            <label className="button file-button" data-look="plain" data-small>
              <IconPhoto size={18} stroke={1.8} />
              <span>{words.choose}</span>
              <input ref={chooser} {...input({})} />
            </label>
            {camera && (
              <label className="button file-button file-camera" data-look="plain" data-small>
                <IconCamera size={18} stroke={1.8} />
                <span>{words.camera}</span>
                <input {...input({ capture: camera })} />
              </label>
            )}
            {onRemove && <IconButton label={words.remove} icon={IconTrash} onClick={onRemove} />}
            <span className="hint file-drop">{words.drop}</span>
          </div>
        )}
        <FieldFault id={id} error={problem} />
      </div>
    </div>
  )
}

type WayProps = { progress: FileProgress; cancel: string; onCancel(): void }

function Way({ progress: { label, words, share }, cancel, onCancel }: WayProps) {
  return (
    <div className="file-way">
      <div className="file-bar-row">
        <progress className="file-bar" aria-label={label} max={1} value={share} />
        <IconButton label={cancel} icon={IconX} onClick={onCancel} />
      </div>
      <p className="hint" role="status">
        {words}
      </p>
    </div>
  )
}
