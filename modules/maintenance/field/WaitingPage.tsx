/** All that lies on this phone, thing by thing: what the server has, what waits, what was refused, and what can be done. */
import { IconCloudCheck } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { BrokenFile, readBack, writeFile } from './exports.tsx'
import { FieldBar } from './FieldBar.tsx'
import { type Keeper, useKeeper, useLine, useStored } from './keeper.tsx'
import { retryAll } from './queue.tsx'
import { loadRun, type Run } from './run.tsx'
import { isWaiting, type QueueState } from './rules.ts'
import { fieldTexts } from './texts.tsx'
import { WaitingItem } from './WaitingItem.tsx'
import { Warnings } from './Warnings.tsx'
import './field.css'

export function WaitingPage() {
  const text = useText(fieldTexts)
  const keeper = useKeeper()
  const { store, sender } = keeper
  const runs = useStored(
    store,
    async () => {
      const all = await store.allCarried()
      const found = await Promise.all(all.map((it) => loadRun(store, it.id)))
      return found.filter((it) => it !== null && it.items.length > 0) as Run[]
    },
    'waiting',
  )
  return (
    <Page
      title={text('fieldwork.queue')}
      subtitle={text('fieldwork.queue-hint')}
      back={{ to: '/field', text: text('fieldwork.title') }}
      actions={
        <Button look="filled" onClick={() => void sender.hurry()}>
          {text('fieldwork.send-now')}
        </Button>
      }
      narrow
    >
      <Stack>
        <Warnings store={store} />
        {runs?.length === 0 && (
          <Panel>
            <EmptyState icon={IconCloudCheck} title={text('fieldwork.queue-empty')}>
              {text('fieldwork.queue-empty-hint')}
            </EmptyState>
          </Panel>
        )}
        {runs?.map((it) => (
          <Waiting key={it.carried.id} run={it} keeper={keeper} />
        ))}
        <ReadBack keeper={keeper} />
      </Stack>
    </Page>
  )
}

/** What needs a person first, then what is on its way; what is there comes last. */
const ranks: readonly QueueState[] = [
  'rejected',
  'conflict',
  'sending',
  'queued',
  'saved',
  'acknowledged',
  'certified',
  'purgeable',
  'discarded',
]
const SHOWN = 30

function Waiting({ run, keeper }: { run: Run; keeper: Keeper }) {
  const text = useText(fieldTexts)
  const line = useLine(keeper)
  const format = useFormat()
  const [isAll, showAll] = useState(false)
  const { carried, items, tally } = run
  // The same procedure twice a day is told apart by the hour.
  const name = `${carried.title} · ${format.instant(carried.createdAt)}`
  const sorted = items.toSorted(
    (a, b) => ranks.indexOf(a.state) - ranks.indexOf(b.state) || a.order - b.order,
  )
  const open = sorted.filter((it) => isWaiting(it.state) || it.state === 'rejected')
  const shown = isAll ? sorted : open.slice(0, SHOWN)
  const again = () => retryAll(keeper.store, carried.id).then(() => keeper.sender.send())
  const save = async () => {
    const url = URL.createObjectURL(await writeFile(keeper.store, carried.id))
    const link = document.createElement('a')
    link.href = url
    link.download = `${carried.title.slice(0, 60)}.socle`
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
  return (
    <Panel
      title={name}
      actions={
        <Button small onClick={() => void save()}>
          {text('fieldwork.export')}
        </Button>
      }
    >
      <FieldBar tally={tally} line={line} isThere />
      {shown.length > 0 && (
        <Items label={name}>
          {shown.map((it) => (
            <WaitingItem key={it.id} item={it} run={run} store={keeper.store} keeper={keeper} />
          ))}
        </Items>
      )}
      {tally.rejected > 1 && (
        <Row>
          <Button onClick={() => void again()}>{text('fieldwork.retry-all')}</Button>
        </Row>
      )}
      {items.length > open.length && (
        <Row>
          <Button look="quiet" onClick={() => showAll(!isAll)}>
            {isAll ? text('fieldwork.show-open') : text('fieldwork.show-all')}
          </Button>
        </Row>
      )}
    </Panel>
  )
}

/** A file that was written here, or on a phone that fell into the water. */
function ReadBack({ keeper: { store, sender } }: { keeper: Keeper }) {
  const text = useText(fieldTexts)
  const chooser = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'good' | 'broken'>()
  const read = async (file: File) => {
    try {
      await readBack(store, file)
      setOutcome('good')
      void sender.send()
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      setOutcome('broken')
    }
  }
  return (
    <Panel title={text('fieldwork.import')} hint={text('fieldwork.import-hint')}>
      {outcome === 'good' && <Notice tone="good">{text('fieldwork.import-good')}</Notice>}
      {outcome === 'broken' && <Notice tone="error">{text('fieldwork.import-broken')}</Notice>}
      <Button onClick={() => chooser.current?.click()}>{text('fieldwork.import-choose')}</Button>
      <input
        ref={chooser}
        type="file"
        accept=".socle"
        hidden
        aria-label={text('fieldwork.import-choose')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void read(file)
          target.value = ''
        }}
      />
    </Panel>
  )
}
