import { IconBuildingCommunity, IconGrave2 } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import * as z from 'zod/mini'
import { type Action, useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { Person, Status } from '#web/ui/Status.tsx'
import { DateField, TextArea } from '#web/ui/TextField.tsx'
import { useRefusal } from '../MemberMenu.tsx'
import { states, useKindText } from '../words.tsx'
import {
  AdminReason,
  approveWorkspace,
  freeSlug,
  liftSuspension,
  LifeState,
  listAllWorkspaces,
  listTombstones,
  Note,
  type Overview,
  refuseWorkspace,
  suspendWorkspace,
} from './contract.ts'
import { lifecycleTexts } from './texts.tsx'
import { workspacesTexts } from '../texts.tsx'

const PlanDialog = lazy(() =>
  import('../plans/PlanDialog.tsx').then((it) => ({ default: it.PlanDialog })),
)

const refreshes = [listAllWorkspaces]
const KILO = 1024
const MEGA = KILO * KILO

/** Every workspace from outside: its state, its size, whether anybody is there. */
export function InstallationWorkspacesPage() {
  const text = useText(lifecycleTexts, workspacesTexts)
  const format = useFormat()
  const filters = useFilters({ q: '', state: '' })
  const [{ q, state }] = filters
  const wanted = LifeState.safeParse(state)
  const list = useList(listAllWorkspaces, {
    ...(q && { search: q }),
    ...(wanted.success && { state: wanted.data }),
  })
  const [asked, ask] = useState<Asked | null>(null)
  const size = (bytes: number | null) => {
    if (bytes === null) return '—'
    const isSmall = bytes < MEGA
    const count = format.number(Math.ceil(bytes / (isSmall ? KILO : MEGA)))
    return text(isSmall ? 'life.kilobytes' : 'life.megabytes', { count })
  }

  return (
    <Page title={text('life.all')} subtitle={text('life.all-subtitle')}>
      <Panel flush>
        <Filters of={filters}>
          <SearchFilter label={text('life.all-search')} />
          <SelectFilter
            name="state"
            label={text('life.state')}
            options={LifeState.options.map((value) => ({ value, text: text(states[value][0]) }))}
          />
        </Filters>
        <DataTable
          caption={text('life.all')}
          rows={list.items}
          stale={list.stale}
          more={list.more}
          isLoadingMore={list.isLoadingMore}
          empty={
            <EmptyState icon={IconBuildingCommunity} title={text('life.all-none')}>
              {text('life.all-none-hint')}
            </EmptyState>
          }
          columns={[
            {
              key: 'name',
              head: text('life.name'),
              cell: ({ name, slug, note }) => (
                <Person name={name} hint={note ? `${slug} · ${note}` : slug} />
              ),
            },
            {
              key: 'state',
              head: text('life.state'),
              cell: (it) => <Status tone={states[it.state][1]}>{text(states[it.state][0])}</Status>,
            },
            {
              key: 'members',
              head: text('life.members'),
              align: 'end',
              phone: 'hide',
              cell: (it) => format.number(it.members),
            },
            {
              key: 'size',
              head: text('life.size'),
              align: 'end',
              phone: 'hide',
              cell: (it) => size(it.bytes),
            },
            {
              key: 'activity',
              head: text('life.activity'),
              phone: 'hide',
              cell: (it) => (it.lastActivityAt ? format.relative(it.lastActivityAt) : '—'),
            },
            {
              key: 'actions',
              head: '',
              align: 'end',
              phone: 'end',
              cell: (it) => <WorkspaceMoves of={it} onAsk={(what) => ask({ what, of: it })} />,
            },
          ]}
        />
      </Panel>
      <Tombstones />
      {asked?.what === 'suspend' && <SuspendDialog of={asked.of} onClose={() => ask(null)} />}
      {asked?.what === 'plan' && (
        <Suspense>
          <PlanDialog of={asked.of} onClose={() => ask(null)} />
        </Suspense>
      )}
      {asked?.what === 'refuse' && <RefuseDialog of={asked.of} onClose={() => ask(null)} />}
    </Page>
  )
}

type Asked = { what: 'suspend' | 'refuse' | 'plan'; of: Overview }
type MovesProps = { of: Overview; onAsk(what: Asked['what']): void }

function WorkspaceMoves({ of: { id: workspaceId, name, state }, onAsk }: MovesProps) {
  const text = useText(lifecycleTexts, workspacesTexts)
  const approve = useAction(approveWorkspace, { refreshes, done: text('life.approved') })
  const lift = useAction(liftSuspension, { refreshes, done: text('life.lifted', { name }) })
  useRefusal(approve)
  useRefusal(lift)
  const suspend: MenuItem = {
    text: text('life.suspend'),
    danger: true,
    onChoose: () => onAsk('suspend'),
  }
  const plan: MenuItem = { text: text('life.plan'), onChoose: () => onAsk('plan') }
  const items: Partial<Record<Overview['state'], MenuItem[]>> = {
    requested: [
      { text: text('life.approve'), onChoose: () => approve.run({ workspaceId }) },
      { text: text('life.refuse'), danger: true, onChoose: () => onAsk('refuse') },
    ],
    active: [plan, suspend],
    suspended: [
      { text: text('life.lift'), onChoose: () => lift.run({ workspaceId }) },
      plan,
      suspend,
    ],
  }
  const own = items[state]
  return own ? <Menu label={text('life.actions', { name })} items={own} /> : null
}

type DialogProps = { of: Overview; onClose(): void }

const Suspending = z.object({
  reason: AdminReason,
  note: z.optional(Note),
  until: z.optional(
    z.string().check(
      z.refine((day) => day === '' || new Date(`${day}T23:59:59`) > new Date(), {
        params: { code: 'life.suspend-past' },
      } as never),
    ),
  ),
})

function SuspendDialog({ of: { id: workspaceId, name }, onClose }: DialogProps) {
  const text = useText(lifecycleTexts, workspacesTexts)
  const done = text('life.suspend-done', { name })
  const suspend = useAction(suspendWorkspace, { refreshes, done, onDone: onClose })
  // Until the end of that day, as the calendar of who chooses it has it.
  const endOf = (day: string) => new Date(`${day}T23:59:59`).toISOString()
  const send = ({ until, ...rest }: z.output<typeof Suspending>) =>
    suspend.run({ workspaceId, ...rest, ...(until && { until: endOf(until) }) })
  const action: Action = { ...suspend, run: send as Action['run'] }
  return (
    <Dialog isOpen sheet title={text('life.suspend-title', { name })} onClose={onClose}>
      <Form action={action} shape={Suspending} initial={{ reason: 'unpaid' }}>
        <SelectField
          name="reason"
          label={text('life.suspend-why')}
          options={[
            { value: 'unpaid', text: text('life.suspend-unpaid') },
            { value: 'abuse', text: text('life.suspend-abuse') },
          ]}
        />
        <TextArea name="note" label={text('life.suspend-note')} maxLength={500} />
        <DateField
          name="until"
          label={text('life.suspend-until')}
          hint={text('life.suspend-until-hint')}
        />
        <div className="dialog-foot">
          <SubmitButton>{text('life.suspend')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function RefuseDialog({ of: { id: workspaceId, name }, onClose }: DialogProps) {
  const text = useText(lifecycleTexts, workspacesTexts)
  const refuse = useAction(refuseWorkspace, {
    refreshes,
    done: text('life.refused'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('life.refuse-title', { name })} onClose={onClose}>
      <Form action={refuse} fixed={{ workspaceId }}>
        <TextArea
          name="reason"
          label={text('life.refuse-reason')}
          hint={text('life.refuse-reason-hint')}
          maxLength={500}
        />
        <div className="dialog-foot">
          <SubmitButton>{text('life.refuse')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

/** What is left of erased workspaces. */
function Tombstones() {
  const text = useText(lifecycleTexts, workspacesTexts)
  const format = useFormat()
  const kindText = useKindText()
  const stones = useList(listTombstones)
  const free = useAction(freeSlug, {
    refreshes: [listTombstones],
    done: text('life.stone-freed'),
  })
  useRefusal(free)
  return (
    <Panel title={text('life.stones')} hint={text('life.stones-hint')} flush>
      <DataTable
        caption={text('life.stones')}
        rows={stones.items}
        more={stones.more}
        isLoadingMore={stones.isLoadingMore}
        empty={
          <EmptyState icon={IconGrave2} title={text('life.stones-none')}>
            {text('life.stones-none-hint')}
          </EmptyState>
        }
        columns={[
          { key: 'at', head: text('life.stone-deleted'), cell: (it) => format.day(it.deletedAt) },
          {
            key: 'address',
            head: text('life.stone-address'),
            cell: ({ slug, isSlugReserved, slugReservedUntil }) =>
              isSlugReserved
                ? `${slug}, ${text('life.stone-reserved', { day: format.day(slugReservedUntil) })}`
                : '—',
          },
          {
            key: 'kind',
            head: text('life.stone-kind'),
            phone: 'hide',
            cell: (it) => kindText(it.kind).title,
          },
          {
            key: 'free',
            head: '',
            align: 'end',
            phone: 'end',
            cell: (it) =>
              it.isSlugReserved && (
                <Button small onClick={() => void free.run({ tombstoneId: it.id })}>
                  {text('life.stone-free')}
                </Button>
              ),
          },
        ]}
      />
    </Panel>
  )
}
