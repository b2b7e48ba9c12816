/** What other parts show of files: a place for one, sent while the person watches, waits, or walks into a tunnel. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Problem } from '#kernel/contract.ts'
import { NetworkFailure, useCall } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { FileField } from '#web/ui/FileField.tsx'
import type { StoredFile } from './contract.ts'
import { typesOf } from './rules.ts'
import { abandon, type Place, sendFile, type Sending } from './sending.tsx'
import { filesTexts } from './texts.tsx'

type UploadFieldProps = {
  label: string
  hint?: ReactNode
  place: Place
  purpose: string
  kinds: readonly string[]
  maxBytes: number
  camera?: 'user' | 'environment'
  /** Shown while nothing new is chosen. */
  preview?: ReactNode
  /** Shows the picture that was just chosen. */
  previewOf?(url: string): ReactNode
  /** The file is kept: use it. Waited for; what it throws is shown. */
  onReady(file: StoredFile): Promise<unknown>
  onRemove?: (() => void) | undefined
}
type Way = { sent: number; isWaiting: boolean; isExamined: boolean }

export function UploadField({
  place,
  purpose,
  kinds,
  maxBytes,
  preview,
  ...rest
}: UploadFieldProps) {
  const { label, hint, camera, previewOf, onReady, onRemove } = rest
  const text = useText(filesTexts)
  const format = useFormat()
  const call = useCall()
  const [way, move] = useState<Way>()
  const [chosen, choose] = useState<{ file: File; url: string }>()
  const [fault, fail] = useState<Problem | NetworkFailure>()
  const [refusal, refuse] = useState<string>()
  const said = useProblemText(fault)
  const running = useRef<{ sending: Sending; stop: AbortController }>(undefined)
  useEffect(() => () => running.current?.stop.abort(), [])
  const url = chosen?.url
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])

  const size = (bytes: number) => format.size(bytes)
  const send = async (file: File) => {
    fail(undefined)
    refuse(undefined)
    if (file.size === 0) return refuse(text('files.empty'))
    if (file.size > maxBytes)
      return refuse(text('files.too-big', { size: size(file.size), most: size(maxBytes) }))
    choose({ file, url: URL.createObjectURL(file) })
    const stop = new AbortController()
    const sending: Sending = {
      file,
      place,
      purpose,
      signal: stop.signal,
      onProgress: (sent, isWaiting) => move({ sent, isWaiting, isExamined: sent === file.size }),
    }
    running.current = { sending, stop }
    move({ sent: 0, isWaiting: false, isExamined: false })
    try {
      const stored = await sendFile(call, sending)
      if (stored.state === 'quarantined') refuse(text('files.held'))
      else await onReady(stored)
      choose(undefined)
    } catch (error) {
      if (stop.signal.aborted) choose(undefined)
      else if (error instanceof Problem || error instanceof NetworkFailure) {
        fail(error)
        if (isFinal(error)) choose(undefined)
      } else throw error
    } finally {
      move(undefined)
    }
  }
  const cancel = () => {
    const { sending, stop } = running.current ?? {}
    stop?.abort()
    if (sending) void abandon(call, sending)
  }
  const mayRetry = chosen && fault && !isFinal(fault)

  return (
    <FileField
      label={label}
      hint={hint ?? text('files.at-most', { size: size(maxBytes) })}
      words={{
        choose: text(
          camera
            ? 'files.choose-photo'
            : kinds.join() === 'image'
              ? 'files.choose-image'
              : 'files.choose',
        ),
        camera: text('files.take-photo'),
        drop: text('files.drop'),
        cancel: text('files.cancel'),
        retry: text('files.retry'),
        remove: text('files.remove'),
      }}
      accept={typesOf(kinds)}
      {...(camera ? { camera } : {})}
      preview={chosen && previewOf ? previewOf(chosen.url) : preview}
      progress={
        way &&
        chosen && {
          label: text('files.sending', { name: chosen.file.name }),
          words: way.isWaiting
            ? text('files.waiting')
            : way.isExamined
              ? text('files.examining')
              : text('files.sent', { sent: size(way.sent), total: size(chosen.file.size) }),
          share: way.isExamined ? undefined : way.sent / chosen.file.size,
        }
      }
      problem={refusal ?? (fault && (mayRetry ? text('files.stopped') : said))}
      onChoose={(file) => void send(file)}
      onCancel={cancel}
      onRetry={mayRetry ? () => void send(chosen.file) : undefined}
      onRemove={way ? undefined : onRemove}
    />
  )
}

/** What the content was refused for does not change by sending it again. */
const isFinal = (fault: unknown) => fault instanceof Problem && fault.status < 500
