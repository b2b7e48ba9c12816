/** Acts as sentences, with who, when and what changed; what every page of the audit shows. */
import { IconClipboardCheck, IconDownload } from '@tabler/icons-react'
import type { listActs } from './contract.ts'
import type { Act, downloadActs, downloadInstallationActs, ToldFact } from './contract.ts'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { place, queryOf } from '#web/http.tsx'
import { useOpenWorkspace } from '#web/session.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import type { Option } from '#web/ui/SelectField.tsx'
import { Person, Status } from '#web/ui/Status.tsx'
import { auditTexts } from '../texts.tsx'
import { ACTORS, severities, type Severity } from './rules.ts'
import './acts.css'

const tones = { low: 'off', medium: 'off', high: 'wait', critical: 'bad' } as const
const severityWords = {
  low: 'acts.severity.low',
  medium: 'acts.severity.medium',
  high: 'acts.severity.high',
  critical: 'acts.severity.critical',
} as const
const periods = {
  1: 'acts.days.1',
  7: 'acts.days.7',
  30: 'acts.days.30',
  365: 'acts.days.365',
} as const

const empty = { actor: '', target: '', group: '', severity: '', days: '' }

/** What the address asks for, as the server is asked. */
export function useWanted() {
  const [locale] = useLocale()
  const filters = useFilters(empty)
  const [{ actor, target, group, severity, days }] = filters
  const wanted = {
    locale,
    ...(actor && { actor }),
    ...(target && { target }),
    ...(group && { group }),
    ...(isSeverity(severity) && { severity }),
    ...(days in periods && { days: Number(days) }),
  }
  return { filters, wanted }
}

const isSeverity = (word: string): word is Severity => severities.some((it) => it === word)

type ActListProps = {
  endpoint: typeof listActs
  /** Whose acts one may choose to see alone. */
  people?: readonly Option[]
}

export function ActList({ endpoint, people }: ActListProps) {
  const text = useText(auditTexts)
  const format = useFormat()
  const { filters, wanted } = useWanted()
  const [{ target }, filter] = filters
  const list = useList(endpoint, wanted)

  return (
    <Panel flush>
      <Filters of={filters}>
        {people && <SelectFilter name="actor" label={text('acts.filter.actor')} options={people} />}
        <SelectFilter name="group" label={text('acts.filter.group')} options={list.first.groups} />
        <SelectFilter
          name="severity"
          label={text('acts.filter.severity')}
          options={severities.map((value) => ({ value, text: text(severityWords[value]) }))}
        />
        <SelectFilter
          name="days"
          label={text('acts.filter.days')}
          options={Object.entries(periods).map(([value, key]) => ({ value, text: text(key) }))}
        />
      </Filters>
      {target && (
        <Notice
          action={
            <Button small look="quiet" onClick={() => filter({ target: '' })}>
              {text('acts.all-targets')}
            </Button>
          }
        >
          {text('acts.only-target')}
        </Notice>
      )}
      <DataTable
        caption={text('acts.title')}
        rows={list.items}
        stale={list.stale}
        more={list.more}
        isLoadingMore={list.isLoadingMore}
        empty={
          <EmptyState icon={IconClipboardCheck} title={text('acts.none')}>
            {text('acts.none-hint')}
          </EmptyState>
        }
        columns={[
          { key: 'sentence', head: text('acts.column.sentence'), cell: (it) => <Told act={it} /> },
          {
            key: 'actor',
            head: text('acts.column.actor'),
            cell: (it) => (
              <Person
                name={it.actorName ?? text(ACTORS[it.actorKind])}
                hint={
                  it.actorKind === 'support' && it.actorName ? text('acts.support') : it.address
                }
              />
            ),
          },
          {
            key: 'at',
            head: text('acts.column.at'),
            cell: (it) => <time dateTime={it.at}>{format.instant(it.at)}</time>,
          },
          {
            key: 'severity',
            head: text('acts.column.severity'),
            phone: 'hide',
            cell: (it) => (
              <Status tone={tones[it.severity]}>{text(severityWords[it.severity])}</Status>
            ),
          },
          {
            key: 'follow',
            head: '',
            align: 'end',
            phone: 'end',
            cell: (it) => <Follow act={it} onFilter={filter} />,
          },
        ]}
      />
    </Panel>
  )
}

/** The sentence, whom it concerns, and what was before and is now. */
function Told({ act: { sentence, targetName, facts } }: { act: Act }) {
  return (
    <div className="act">
      <strong>{sentence}</strong>
      {targetName && <span>{targetName}</span>}
      {facts.length > 0 && (
        <dl className="act-facts">
          {facts.map((it) => (
            <TellFact key={it.label} fact={it} />
          ))}
        </dl>
      )}
    </div>
  )
}

function TellFact({ fact: { label, value, was } }: { fact: ToldFact }) {
  const text = useText(auditTexts)
  return (
    <div>
      <dt>{label}</dt>
      <dd>{was === null ? value : text('acts.was', { was, value })}</dd>
    </div>
  )
}

type FollowProps = { act: Act; onFilter(changes: { actor?: string; target?: string }): void }

function Follow({ act, onFilter }: FollowProps) {
  const text = useText(auditTexts)
  const items: MenuItem[] = []
  if (act.actorKind !== 'guest')
    items.push({
      text: text('acts.of-actor'),
      onChoose: () => onFilter({ actor: act.actorId, target: '' }),
    })
  if (act.target)
    items.push({
      text: text('acts.on-target'),
      onChoose: () => onFilter({ target: act.target, actor: '' }),
    })
  return items.length > 0 ? (
    <Menu label={text('acts.more', { act: act.sentence })} items={items} />
  ) : null
}

/** The same acts as a file; the browser itself takes it down, so its size does not matter. */
export function DownloadActs({
  endpoint,
}: {
  endpoint: typeof downloadActs | typeof downloadInstallationActs
}) {
  const text = useText(auditTexts)
  const slug = useOpenWorkspace()?.slug
  const { wanted } = useWanted()
  const { address, rest } = place(endpoint, wanted, slug)
  return (
    <a className="button" href={address + queryOf(rest)} download>
      <IconDownload size={18} stroke={1.8} />
      <span>{text('acts.download')}</span>
    </a>
  )
}
