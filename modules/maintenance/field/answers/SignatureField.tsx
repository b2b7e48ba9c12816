/** A signature: drawn with a finger, or, without one, the name typed. Kept as strokes in a box of 1000 × 400. */
import { type PointerEvent, useId, useRef, useState } from 'react'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { fieldTexts } from '../texts.tsx'
import type { FieldOf } from './AnswerField.tsx'

const WIDTH = 1000
const HEIGHT = 400
/** Under a name that was typed instead of drawn: one line, as on paper. */
const TYPED: readonly number[][] = [[100, 320, 900, 320]]
const MOST_STROKES = 200
const MOST_NUMBERS = 4000

type Strokes = readonly (readonly number[])[]

export function SignatureField({ validation, answer, draft, isOff }: FieldOf<'signature'>) {
  const text = useText(fieldTexts)
  const id = useId()
  const [drawing, setDrawing] = useState<Strokes>([])
  const isDrawing = useRef(false)
  const name = draft.typed ?? answer?.name ?? ''
  const drawn = answer && !isTyped(answer.strokes) ? answer.strokes : []
  const strokes: Strokes = drawing.length > 0 ? drawing : drawn

  const say = (typed: string, lines: Strokes) => {
    const signed = typed.trim()
    const kept = (lines.length > 0 ? lines : TYPED).map((it) => [...it])
    const said = { kind: 'signature', name: signed, strokes: kept } as const
    draft.say({ typed, answer: signed === '' ? null : said })
  }
  const at = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const place = (value: number, size: number, most: number) =>
      Math.min(most, Math.max(0, Math.round((value / size) * most)))
    return [
      place(event.clientX - box.left, box.width, WIDTH),
      place(event.clientY - box.top, box.height, HEIGHT),
    ]
  }
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (isOff || strokes.length >= MOST_STROKES) return
    event.currentTarget.setPointerCapture(event.pointerId)
    isDrawing.current = true
    setDrawing([...strokes, at(event)])
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (!isDrawing.current) return
    const last = drawing.at(-1) ?? []
    if (last.length >= MOST_NUMBERS) return
    setDrawing([...drawing.slice(0, -1), [...last, ...at(event)]])
  }
  const end = () => {
    if (!isDrawing.current) return
    isDrawing.current = false
    say(name, drawing)
    if (name.trim() !== '') setDrawing([])
  }
  const clear = () => {
    setDrawing([])
    say(name, [])
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        {validation.signer
          ? text('fieldwork.signature.of', { signer: validation.signer })
          : text('fieldwork.signature.label')}
      </label>
      <p className="hint">{text('fieldwork.signature.hint')}</p>
      <input
        id={id}
        className="input"
        autoComplete="name"
        maxLength={120}
        readOnly={isOff}
        value={name}
        onChange={(event) => say(event.target.value, strokes)}
      />
      <svg
        className="fieldsignature"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={text('fieldwork.signature.box')}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {strokes.map((stroke, i) => (
          <polyline key={i} points={stroke.join(' ')} />
        ))}
      </svg>
      {!isOff && strokes.length > 0 && <Button onClick={clear}>{text('fieldwork.clear')}</Button>}
    </div>
  )
}

const isTyped = (strokes: Strokes) => JSON.stringify(strokes) === JSON.stringify(TYPED)
