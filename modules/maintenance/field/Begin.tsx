/** Published procedures: begun at once, or taken along for where no network is. */
import { IconBook2, IconDownload, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { useCall } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { plain } from '#web/plain.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Item, Items, Panel, Row } from '#web/ui/Panel.tsx'
import { listProcedures } from '../procedures/contract.ts'
import { carryKit } from './carrying.tsx'
import { type Keeper, useStored } from './keeper.tsx'
import { fieldTexts } from './texts.tsx'

const MOST = 50
const PAUSE_MS = 250

type Line = { versionId: string; title: string; category: string; number: number; isHere: boolean }

export function Begin({ keeper: { store }, isCut }: { keeper: Keeper; isCut: boolean }) {
  const text = useText(fieldTexts)
  const call = useCall()
  const go = useGo()
  const id = useId()
  const [search, setSearch] = useState('')
  const [busy, setBusy] = useState('')
  const [fault, setFault] = useState<unknown>()
  const problem = useProblemText(fault)
  const kits = useStored(store, () => store.kits(), 'kits') ?? []
  const published = usePublished(search)

  const here = new Set(kits.map((it) => it.id))
  const matching = kits.filter((it) => plain(it.title).includes(plain(search)))
  const lines: Line[] = (published ?? matching).map((it) => {
    const versionId = 'versionId' in it ? it.versionId : it.id
    const { title, category, number } = it
    return { versionId, title, category, number, isHere: here.has(versionId) }
  })

  const doing = async (versionId: string, work: () => Promise<unknown>) => {
    setBusy(versionId)
    setFault(undefined)
    await work().catch(setFault)
    setBusy('')
  }
  const kitOf = async (versionId: string) =>
    kits.find((it) => it.id === versionId) ?? carryKit(store, call, versionId)
  const begin = (versionId: string) =>
    doing(versionId, async () => go(`/field/${await store.begin(await kitOf(versionId))}`))
  const carry = (versionId: string) => doing(versionId, () => carryKit(store, call, versionId))

  return (
    <Panel
      title={text('fieldwork.begin.title')}
      hint={text(isCut ? 'fieldwork.begin.offline' : 'fieldwork.begin.hint')}
    >
      <div className="field">
        <label htmlFor={id}>{text('fieldwork.begin.search')}</label>
        <input
          id={id}
          className="input"
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {problem && <Notice tone="error">{problem}</Notice>}
      {lines.length === 0 ? (
        <EmptyState icon={IconBook2} title={text('fieldwork.begin.none')}>
          {text('fieldwork.begin.none-hint')}
        </EmptyState>
      ) : (
        <Items label={text('fieldwork.begin.title')}>
          {lines.map(({ versionId, title, category, number, isHere }) => (
            <Item
              key={versionId}
              title={title}
              hint={[
                category,
                text('fieldwork.version', { version: number }),
                isHere && text('fieldwork.begin.here'),
              ]
                .filter(Boolean)
                .join(' · ')}
              end={
                <Row>
                  {!isHere && (
                    <Button
                      icon={IconDownload}
                      pending={busy === versionId}
                      aria-label={text('fieldwork.begin.download', { title })}
                      onClick={() => void carry(versionId)}
                    >
                      {text('fieldwork.download')}
                    </Button>
                  )}
                  <Button
                    icon={IconPlayerPlay}
                    pending={busy === versionId}
                    aria-label={text('fieldwork.begin.start', { title })}
                    onClick={() => void begin(versionId)}
                  >
                    {text('fieldwork.begin.button')}
                  </Button>
                </Row>
              }
            />
          ))}
        </Items>
      )}
    </Panel>
  )
}

/** Undefined while there is no network: then what was taken along is all there is. */
function usePublished(search: string) {
  const call = useCall()
  const [found, set] = useState<Omit<Line, 'isHere'>[]>()
  useEffect(() => {
    const stop = new AbortController()
    const ask = async () => {
      const input = { limit: MOST, ...(search.trim() ? { search } : {}) }
      const { items } = await call(listProcedures, input, { signal: stop.signal })
      set(
        items.flatMap(({ title, category, published }) =>
          published ? [{ versionId: published.id, number: published.number, title, category }] : [],
        ),
      )
    }
    const later = setTimeout(
      () => void ask().catch(() => stop.signal.aborted || set(undefined)),
      search ? PAUSE_MS : 0,
    )
    return () => {
      clearTimeout(later)
      stop.abort()
    }
  }, [call, search])
  return found
}
