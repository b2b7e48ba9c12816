/** A red pen over a photo: the marks become a transparent picture of their own, the photo stays as it was taken. */
import { type PointerEvent, useRef, useState } from 'react'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { useBytes } from './bytes.tsx'
import type { Photo } from './rows.tsx'
import { blobOf } from './taking.tsx'
import { fieldTexts } from './texts.tsx'

type RedPenProps = {
  load(): Promise<Photo | undefined>
  onDrawn(marks: Blob): Promise<void>
  onClose(): void
}
/** Wide enough to point at a cable, on a layer of this width whatever the photo has. */
const WIDTH = 1600
const PEN = 10

export function RedPen({ load, onDrawn, onClose }: RedPenProps) {
  const text = useText(fieldTexts)
  const canvas = useRef<HTMLCanvasElement>(null)
  const url = useBytes(load, 'pen')
  const [ratio, setRatio] = useState(0.75)
  const [isMarked, mark] = useState(false)

  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const board = canvas.current
    const pen = board?.getContext('2d')
    if (!board || !pen || event.buttons === 0) return
    const box = board.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * board.width
    const y = ((event.clientY - box.top) / box.height) * board.height
    if (event.type === 'pointerdown') {
      board.setPointerCapture(event.pointerId)
      pen.strokeStyle = getComputedStyle(board).color
      pen.lineWidth = PEN
      pen.lineCap = 'round'
      pen.lineJoin = 'round'
      pen.beginPath()
      pen.moveTo(x, y)
    }
    pen.lineTo(x, y)
    pen.stroke()
    mark(true)
  }
  const clear = () => {
    const board = canvas.current
    board?.getContext('2d')?.clearRect(0, 0, board.width, board.height)
    mark(false)
  }
  const keep = async () => {
    if (canvas.current) await onDrawn(await blobOf(canvas.current, 'image/png'))
    onClose()
  }
  return (
    <Dialog isOpen wide title={text('fieldwork.pen.title')} onClose={onClose}>
      <p className="hint">{text('fieldwork.pen.hint')}</p>
      <div className="fieldpen">
        {url && (
          <img
            src={url}
            alt=""
            onLoad={({ currentTarget: it }) => setRatio(it.naturalHeight / it.naturalWidth)}
          />
        )}
        <canvas
          ref={canvas}
          width={WIDTH}
          height={Math.round(WIDTH * ratio)}
          onPointerDown={draw}
          onPointerMove={draw}
        />
      </div>
      <div className="dialog-foot">
        <Button onClick={clear} disabled={!isMarked}>
          {text('fieldwork.clear')}
        </Button>
        <Button look="filled" disabled={!isMarked} onClick={() => void keep()}>
          {text('fieldwork.pen.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
