/** A code: read by the camera where the browser can, typed everywhere. */
import { IconScan } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { useCamera } from '../Camera.tsx'
import { canTakePhotos } from '../taking.tsx'
import { fieldTexts } from '../texts.tsx'
import type { FieldOf } from './AnswerField.tsx'

type Reader = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
type Detecting = { BarcodeDetector?: new () => Reader }
const readerHere = () => (globalThis as Detecting).BarcodeDetector

export function ScanField({ validation, answer, draft, isOff }: FieldOf<'scan'>) {
  const text = useText(fieldTexts)
  const id = useId()
  const [isScanning, scan] = useState(false)
  const { expected } = validation
  const typed = draft.typed ?? answer?.code ?? ''
  const isOther = expected !== '' && answer !== null && answer.code.trim() !== expected
  const change = (words: string) => {
    const code = words.trim()
    draft.say({ typed: words, answer: code === '' ? null : { kind: 'scan', code } })
  }
  return (
    <div className="field">
      <label htmlFor={id}>{text('fieldwork.scan.label')}</label>
      <input
        id={id}
        className="input"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={500}
        readOnly={isOff}
        value={typed}
        onChange={(event) => change(event.target.value)}
      />
      {isOther && <Notice tone="warning">{text('fieldwork.scan.other', { expected })}</Notice>}
      {!isOff && readerHere() && canTakePhotos() && (
        <Button icon={IconScan} onClick={() => scan(true)}>
          {text('fieldwork.scan.button')}
        </Button>
      )}
      {isScanning && (
        <Scanner
          onClose={() => scan(false)}
          onRead={(code) => {
            change(code)
            scan(false)
          }}
        />
      )}
    </div>
  )
}

const LOOK_MS = 250

function Scanner({ onRead, onClose }: { onRead(code: string): void; onClose(): void }) {
  const text = useText(fieldTexts)
  const { video, isReady, hasFailed } = useCamera({ width: 1280, height: 720 })
  useEffect(() => {
    const Detector = readerHere()
    if (!isReady || !Detector) return
    const reader = new Detector()
    const look = async () => {
      const [found] = video.current ? await reader.detect(video.current).catch(() => []) : []
      if (found) onRead(found.rawValue)
    }
    const looking = setInterval(() => void look(), LOOK_MS)
    return () => clearInterval(looking)
  }, [isReady, video, onRead])
  return (
    <Dialog isOpen wide title={text('fieldwork.scan.button')} onClose={onClose}>
      {hasFailed && <Notice tone="error">{text('fieldwork.photo.no-camera')}</Notice>}
      <video ref={video} className="fieldcamera" autoPlay muted playsInline />
    </Dialog>
  )
}
