import { useEffect, useState } from 'react'
import { useAction, useReading } from '#web/api.tsx'
import { useAddress } from '#web/go.tsx'
import { MINUTE } from '#kernel/time.ts'
import { useLive } from '#web/live.tsx'
import { useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { NumberField, TextField } from '#web/ui/TextField.tsx'
import { transferChanged } from '../exchange/contract.ts'
import { useUnits } from '../exchange/units.tsx'
import './badges.css'
import { CODE_MINUTES, createCode, readCode } from './contract.ts'
import { Picture } from './Picture.tsx'
import { badgesTexts } from './texts.tsx'
import { schoolTexts } from '../texts.tsx'

/** Counted from its arrival: a phone's clock may be wrong. */
type Shown = { id: string; secret: string; endsAt: number; units?: number | undefined }
/** Where no live connection tells of an arrival, or in case it did not. */
const EVERY_MS = { cut: 2000, live: 20_000 }

/** Shown to somebody who stands there: they scan it, and the units arrive while one looks. */
export function BadgePage() {
  const text = useText(badgesTexts)
  const exchange = useText(schoolTexts)
  const [shown, show] = useState<Shown>()
  const create = useAction(createCode, {
    onDone: ({ id, secret }, { units }) =>
      show({ id, secret, units, endsAt: Date.now() + CODE_MINUTES * MINUTE }),
  })
  return (
    <Page
      title={text('badges.title')}
      subtitle={text('badges.subtitle')}
      back={{ to: '/exchange', text: exchange('exchange.title') }}
      narrow
    >
      {shown ? (
        <Code key={shown.id} code={shown} onAgain={() => show(undefined)} />
      ) : (
        <Panel>
          <Form action={create} initial={{ reason: '' }}>
            <NumberField
              name="units"
              label={text('badges.amount')}
              hint={text('badges.amount-hint')}
              unit="min"
            />
            <TextField name="reason" label={text('badges.reason')} maxLength={200} />
            <FormFoot>
              <SubmitButton>{text('badges.show')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
      )}
    </Page>
  )
}

function Code({ code, onAgain }: { code: Shown; onAgain(): void }) {
  const text = useText(badgesTexts)
  const units = useUnits()
  const address = useAddress()
  const { member } = useWorkspace()
  const { data, refresh } = useReading(readCode, { codeId: code.id })
  const { isLive } = useLive(transferChanged, { refreshes: [readCode] })
  const now = useNow()
  const leftMs = code.endsAt - now
  const isOver = leftMs <= 0
  const isDone = data.isUsed || isOver
  useEffect(() => {
    if (isDone) return
    const timer = setInterval(() => void refresh(), isLive ? EVERY_MS.live : EVERY_MS.cut)
    return () => clearInterval(timer)
  }, [isDone, isLive, refresh])

  const link = `${location.origin}${address('/exchange/pay')}?code=${code.secret}`
  const name = member?.name ?? ''
  const label = code.units
    ? text('badges.picture-units', { units: units.count(code.units), name })
    : text('badges.picture', { name })
  return (
    <Stack>
      {data.arrivals.map((it) => (
        <Notice key={it.transferId} tone="good">
          {text('badges.received', { units: units.both(it.units), name: it.name })}
        </Notice>
      ))}
      <section className="panel badge" data-done={isDone || undefined}>
        {!data.isUsed && (
          <>
            {code.units !== undefined && <p className="badge-units">{units.both(code.units)}</p>}
            {!isOver && <Picture of={link} label={label} />}
            <p role="status">
              {isOver
                ? text('badges.ended')
                : `${text('badges.waiting')} ${text('badges.ends', { minutes: Math.ceil(leftMs / 60_000) })}`}
            </p>
            {!isOver && <p className="hint">{text('badges.scan-hint')}</p>}
            {!isOver && <CopyField label={text('badges.copy')} value={link} />}
          </>
        )}
        <Button look={isDone ? 'filled' : 'plain'} onClick={onAgain}>
          {text(isDone ? 'badges.again' : 'badges.change')}
        </Button>
      </section>
    </Stack>
  )
}

function useNow(): number {
  const [now, set] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
