/** The photos of a step: taken, chosen, shown, taken back with a reason. Each is on the disk before it is seen. */
import { IconCamera, IconPencil, IconPhoto, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row } from '#web/ui/Panel.tsx'
import type { StepStanding } from '../executions/contract.ts'
import type { Step } from '../steps/contract.ts'
import { useBytes } from './bytes.tsx'
import type { Run } from './run.tsx'
import type { FieldStore } from './store.tsx'
import { canTakePhotos, isPhoto, MOST_PHOTO_BYTES, photoName } from './taking.tsx'
import { fieldTexts } from './texts.tsx'

const Camera = later(() => import('./Camera.tsx').then((it) => it.Camera))
const ReasonDialog = later(() => import('./ReasonDialog.tsx').then((it) => it.ReasonDialog))
const RedPen = later(() => import('./RedPen.tsx').then((it) => it.RedPen))

type PhotosProps = {
  run: Run
  store: FieldStore
  step: Step
  standing: StepStanding
  isOff: boolean
}
type Fault = 'not-kept' | 'no-photo' | 'too-large'

export function Photos({ run, store, step, standing, isOff }: PhotosProps) {
  const text = useText(fieldTexts)
  const chooser = useRef<HTMLInputElement>(null)
  const [isTaking, take] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const [removing, remove] = useState<string>()
  const [drawing, draw] = useState<string>()
  const executionId = run.carried.id
  const shown = standing.photos.filter((it) => it.removedFor === null)
  const { validation } = step
  const wanted = validation.kind === 'photo' ? validation : null

  const keep = async (blob: Blob, name = photoName(step, shown.length + 1)) => {
    setFault(undefined)
    const bytes = await blob.arrayBuffer()
    if (bytes.byteLength > MOST_PHOTO_BYTES) return setFault('too-large')
    if (!isPhoto(bytes)) return setFault('no-photo')
    setBusy(true)
    const row = { executionId, stepKey: step.key, name, type: blob.type || 'image/jpeg', bytes }
    await store.addPhoto(row).catch(() => setFault('not-kept'))
    setBusy(false)
  }
  const faults = {
    'not-kept': text('fieldwork.not-kept'),
    'no-photo': text('fieldwork.photo.refused'),
    'too-large': text('fieldwork.photo.too-large'),
  }
  if (isOff && shown.length === 0) return null
  return (
    <section className="fieldphotos" aria-label={text('fieldwork.photo.title')}>
      {wanted && (
        <p className="hint">
          {text('fieldwork.photo.wanted', { here: shown.length, min: wanted.min, max: wanted.max })}
        </p>
      )}
      {shown.length > 0 && (
        <ul className="fieldgallery">
          {shown.map(({ photoId, name }, i) => (
            <li key={photoId}>
              <Thumb store={store} id={photoId} name={name} />
              {!isOff && (
                <>
                  <IconButton
                    label={text('fieldwork.photo.draw', { at: i + 1 })}
                    icon={IconPencil}
                    onClick={() => draw(photoId)}
                  />
                  <IconButton
                    label={text('fieldwork.photo.remove', { at: i + 1 })}
                    icon={IconTrash}
                    onClick={() => remove(photoId)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {fault && <Notice tone="error">{faults[fault]}</Notice>}
      {!isOff && (
        <Row>
          {canTakePhotos() && (
            <Button icon={IconCamera} pending={isBusy} onClick={() => take(true)}>
              {text('fieldwork.photo.take')}
            </Button>
          )}
          <Button icon={IconPhoto} pending={isBusy} onClick={() => chooser.current?.click()}>
            {text('fieldwork.photo.choose')}
          </Button>
          <input
            ref={chooser}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            multiple
            hidden
            aria-label={text('fieldwork.photo.choose')}
            onChange={async ({ target }) => {
              for (const file of target.files ?? []) await keep(file, file.name)
              target.value = ''
            }}
          />
        </Row>
      )}
      {isTaking && <Camera onTaken={keep} onClose={() => take(false)} />}
      {drawing && (
        <RedPen
          load={() => store.photo(drawing)}
          onDrawn={(blob) => keep(blob, `annotation-${drawing}.png`)}
          onClose={() => draw(undefined)}
        />
      )}
      {removing && (
        <ReasonDialog
          title={text('fieldwork.photo.remove-title')}
          label={text('fieldwork.reason')}
          confirm={text('fieldwork.photo.remove-title')}
          danger
          onClose={() => remove(undefined)}
          onSay={(reason) => {
            const gone = { kind: 'photo-removed', stepKey: step.key, photoId: removing } as const
            void store.add(executionId, [{ ...gone, reason }]).catch(() => setFault('not-kept'))
            remove(undefined)
          }}
        />
      )}
    </section>
  )
}

function Thumb({ store, id, name }: { store: FieldStore; id: string; name: string }) {
  const url = useBytes(() => store.photo(id), id)
  return url ? <img src={url} alt={name} /> : <span className="fieldthumb">{name}</span>
}
