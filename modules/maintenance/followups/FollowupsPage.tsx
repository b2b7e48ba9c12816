import { IconListCheck, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters, useGo } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { DateField, TextArea, TextField } from '#web/ui/TextField.tsx'
import { listSites } from '../sites/contract.ts'
import { createFollowup, followupsChanged, FollowupState, listFollowups } from './contract.ts'
import { followupsTexts } from './texts.tsx'
import { FollowupStatus, originWords, priorityWords, stateWords } from './words.tsx'

/** What has to be put right, by whom and until when. */
export function FollowupsPage() {
  const text = useText(followupsTexts)
  const { day } = useFormat()
  const mayWork = useMay('followups.work')
  const [isNew, setNew] = useState(false)
  const filters = useFilters({ state: '', site: '', whose: '' })
  const [{ state, site, whose }] = filters
  const sites = useList(listSites, { limit: 100 })
  const chosen = FollowupState.safeParse(state)
  const { items, more, isLoadingMore, stale } = useList(listFollowups, {
    ...(chosen.success ? { state: chosen.data } : {}),
    ...(state === 'unfinished' ? { state } : {}),
    ...(state === 'overdue' ? { isOverdue: true } : {}),
    ...(site ? { siteId: site } : {}),
    ...(whose === 'mine' ? { isMine: true } : {}),
  })
  useLive(followupsChanged, { refreshes: [listFollowups] })
  return (
    <Page
      title={text('followups.title')}
      subtitle={text('followups.subtitle')}
      actions={
        mayWork && (
          <Button look="filled" icon={IconPlus} onClick={() => setNew(true)}>
            {text('followups.new')}
          </Button>
        )
      }
    >
      <Panel flush>
        <Filters of={filters}>
          <SelectFilter
            name="state"
            label={text('followups.state')}
            options={[
              { value: 'unfinished', text: text('followups.unfinished') },
              { value: 'overdue', text: text('followups.overdue') },
              ...Object.entries(stateWords).map(([value, it]) => ({ value, text: text(it.text) })),
            ]}
          />
          <SelectFilter
            name="site"
            label={text('followups.site')}
            options={sites.items.map((it) => ({ value: it.id, text: it.name }))}
          />
          <SelectFilter
            name="whose"
            label={text('followups.assignee')}
            options={[{ value: 'mine', text: text('followups.mine') }]}
          />
        </Filters>
        <DataTable
          caption={text('followups.title')}
          rows={items}
          to={(it) => `/followups/${it.id}`}
          stale={stale}
          more={more}
          isLoadingMore={isLoadingMore}
          empty={
            state || site || whose ? (
              <EmptyState icon={IconSearch} title={text('followups.none-found')} />
            ) : (
              <EmptyState icon={IconListCheck} title={text('followups.none')}>
                {text('followups.none-hint')}
              </EmptyState>
            )
          }
          columns={[
            { key: 'title', head: text('followups.what'), cell: (it) => it.title },
            {
              key: 'place',
              head: text('followups.site'),
              cell: (it) => it.equipment?.name ?? it.site?.name ?? '',
            },
            {
              key: 'origin',
              head: text('followups.origin'),
              phone: 'hide',
              cell: (it) => text(originWords[it.origin]),
            },
            {
              key: 'assignee',
              head: text('followups.assignee'),
              phone: 'hide',
              cell: (it) => it.assignee?.name ?? text('followups.nobody'),
            },
            {
              key: 'due',
              head: text('followups.due'),
              phone: 'hide',
              cell: (it) => (it.dueOn ? day(it.dueOn) : ''),
            },
            {
              key: 'state',
              head: text('followups.state'),
              phone: 'end',
              cell: (it) => <FollowupStatus of={it} />,
            },
          ]}
        />
      </Panel>
      {isNew && <NewDialog onClose={() => setNew(false)} />}
    </Page>
  )
}

function NewDialog({ onClose }: { onClose(): void }) {
  const text = useText(followupsTexts)
  const go = useGo()
  const sites = useList(listSites, { limit: 100 })
  const create = useAction(createFollowup, {
    refreshes: [listFollowups],
    done: text('followups.created'),
    onDone: ({ id }) => void go(`/followups/${id}`),
  })
  return (
    <Dialog isOpen sheet title={text('followups.new')} onClose={onClose}>
      <Form action={create} initial={{ priority: 'normal' }}>
        <TextField name="title" label={text('followups.what')} maxLength={200} />
        <TextArea name="words" label={text('followups.words')} rows={3} maxLength={5000} />
        <SelectField
          name="priority"
          label={text('followups.priority')}
          options={Object.entries(priorityWords).map(([value, key]) => ({
            value,
            text: text(key),
          }))}
        />
        <SelectField
          name="siteId"
          label={text('followups.site')}
          options={sites.items.map((it) => ({ value: it.id, text: it.name }))}
        />
        <DateField name="dueOn" label={text('followups.due')} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('followups.back')}</Button>
          <SubmitButton>{text('followups.create')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
