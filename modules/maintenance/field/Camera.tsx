/** The camera in the page: a picture, a button; closed, the lamp goes out. */
import { IconCamera } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { takePhoto } from './taking.tsx'
import { fieldTexts } from './texts.tsx'

type CameraProps = { onTaken(photo: Blob): Promise<void>; onClose(): void }

export function Camera({ onTaken, onClose }: CameraProps) {
  const text = useText(fieldTexts)
  const { video, isReady, hasFailed } = useCamera({ width: 4032, height: 3024 })
  const [count, setCount] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const take = async () => {
    if (isBusy || !video.current) return
    setBusy(true)
    await onTaken(await takePhoto(video.current))
    setCount(count + 1)
    setBusy(false)
  }
  return (
    <Dialog isOpen wide title={text('fieldwork.photo.take')} onClose={onClose}>
      {hasFailed && <Notice tone="error">{text('fieldwork.photo.no-camera')}</Notice>}
      <video ref={video} className="fieldcamera" autoPlay muted playsInline />
      <p role="status" className="hint">
        {count > 0 && text('fieldwork.photo.kept', { count })}
      </p>
      <div className="dialog-foot">
        <Button onClick={onClose}>{text('fieldwork.photo.close')}</Button>
        <Button
          look="filled"
          icon={IconCamera}
          pending={isBusy}
          disabled={!isReady}
          onClick={() => void take()}
        >
          {text('fieldwork.photo.shoot')}
        </Button>
      </div>
    </Dialog>
  )
}

/** The camera at the back of the phone, while the component is there. */
export function useCamera(wanted: { width: number; height: number }) {
  const video = useRef<HTMLVideoElement>(null)
  const [isReady, setReady] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const { width, height } = wanted
  useEffect(() => {
    let stream: MediaStream | undefined
    let isGone = false
    const stop = () => stream?.getTracks().forEach((it) => it.stop())
    const size = { width: { ideal: width }, height: { ideal: height } }
    const open = async () => {
      const asked = { facingMode: 'environment', ...size }
      stream = await navigator.mediaDevices.getUserMedia({ video: asked })
      if (isGone || !video.current) return stop()
      video.current.srcObject = stream
      await video.current.play()
      setReady(true)
    }
    open().catch(() => isGone || setFailed(true))
    return () => {
      isGone = true
      stop()
    }
  }, [width, height])
  return { video, isReady, hasFailed }
}
