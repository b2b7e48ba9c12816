/** An execution in the hand of a technician: an overview, and one step a screen. */
import { IconClipboardOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useCall } from '#web/api.tsx'
import { useFilters, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page, PageSkeleton } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { FieldBar } from './FieldBar.tsx'
import { useGloves } from './gloves.tsx'
import { type Keeper, useKeeper, useLine, useStored } from './keeper.tsx'
import { Overview } from './Overview.tsx'
import { loadRun, type Run } from './run.tsx'
import { StepScreen } from './StepScreen.tsx'
import { fieldTexts } from './texts.tsx'
import { Warnings } from './Warnings.tsx'
import { holdRelease } from './worker.tsx'
import './field.css'

export function RunPage() {
  const id = useParam('id')
  const keeper = useKeeper()
  const { store } = keeper
  const run = useStored(store, () => loadRun(store, id), id)
  // What another tab has made room for is not fetched again behind its back.
  const [wasHere, setWasHere] = useState(false)
  useEffect(holdRelease, [])
  useEffect(() => {
    if (run) setWasHere(true)
  }, [run])
  if (run === undefined) return <PageSkeleton />
  if (run === null) return <Elsewhere key={id} id={id} keeper={keeper} wasHere={wasHere} />
  return <Opened run={run} keeper={keeper} />
}

function Opened({ run, keeper }: { run: Run; keeper: Keeper }) {
  const text = useText(fieldTexts)
  const line = useLine(keeper)
  const [isGloved] = useGloves()
  const [{ step }, filter] = useFilters({ step: '' })
  const { title, version, place, steps } = run.carried
  const at = steps.findIndex((it) => it.key === step)
  const show = (to: number) => {
    filter({ step: steps[to]?.key ?? '' })
    scrollTo(0, 0)
  }
  return (
    <div className="fieldwork" data-gloves={isGloved || undefined}>
      <Page
        title={title}
        subtitle={[text('fieldwork.version', { version }), place].filter(Boolean).join(' · ')}
        back={{ to: '/field', text: text('fieldwork.title') }}
        narrow
      >
        <Stack>
          <FieldBar tally={run.tally} line={line} />
          <Warnings store={keeper.store} isBrief={at >= 0} />
          {at < 0 ? (
            <Overview run={run} keeper={keeper} onOpen={show} />
          ) : (
            <StepScreen key={step} run={run} store={keeper.store} at={at} onShow={show} />
          )}
        </Stack>
      </Page>
    </div>
  )
}

type ElsewhereProps = { id: string; keeper: Keeper; wasHere: boolean }

/** Not on this phone: it is fetched, when there is a network and it is this person's. */
function Elsewhere({ id, keeper: { store }, wasHere }: ElsewhereProps) {
  const text = useText(fieldTexts)
  const call = useCall()
  const [isMissing, setMissing] = useState(wasHere)
  useEffect(() => {
    const fetchIt = async () => (await import('./carrying.tsx')).carryExecution(store, call, id)
    if (!wasHere) fetchIt().catch(() => setMissing(true))
  }, [store, call, id, wasHere])
  if (!isMissing) return <PageSkeleton />
  return (
    <Page
      title={text('fieldwork.missing')}
      back={{ to: '/field', text: text('fieldwork.title') }}
      narrow
    >
      <EmptyState icon={IconClipboardOff} title={text('fieldwork.missing')}>
        {text('fieldwork.missing-hint')}
      </EmptyState>
    </Page>
  )
}
