import { IconUserQuestion } from '@tabler/icons-react'
import { useState } from 'react'
import * as z from 'zod/mini'
import { type Action, useAction, useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useMay, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Row } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { listMembers } from '../contract.ts'
import { platformRoles, useRoles } from '../words.tsx'
import {
  approveJoinRequest,
  countJoinRequests,
  type JoinRequest,
  listJoinRequests,
  refuseJoinRequest,
} from './contract.ts'
import { joiningTexts } from './texts.tsx'

const refreshes = [listJoinRequests, countJoinRequests, listMembers]
const states = {
  pending: ['joining.pending', 'wait'],
  approved: ['joining.approved', 'good'],
  refused: ['joining.refused-state', 'off'],
} as const

/** Who would like to come in, and what was answered. */
export function RequestsPage() {
  const text = useText(joiningTexts)
  const format = useFormat()
  const filters = useFilters({ state: '' })
  const mayManage = useMay('workspace.manage')
  const [{ state }] = filters
  const isState = state === 'pending' || state === 'approved' || state === 'refused'
  const list = useList(listJoinRequests, isState ? { state } : {})
  const [asked, ask] = useState<{ what: 'approve' | 'refuse'; of: JoinRequest } | null>(null)
  const close = () => ask(null)
  return (
    <Page title={text('joining.requests')} subtitle={text('joining.requests-subtitle')}>
      <Panel flush>
        <Filters of={filters}>
          <SelectFilter
            name="state"
            label={text('joining.state')}
            options={(['pending', 'approved', 'refused'] as const).map((value) => ({
              value,
              text: text(states[value][0]),
            }))}
          />
        </Filters>
        {list.items.length === 0 ? (
          <EmptyState
            icon={IconUserQuestion}
            title={text('joining.none')}
            action={
              mayManage && (
                <LinkButton to="/settings/joining">{text('joining.settings')}</LinkButton>
              )
            }
          >
            {text('joining.none-pending-hint')}
          </EmptyState>
        ) : (
          <Items label={text('joining.requests')}>
            {list.items.map((it) => (
              <Item
                key={it.id}
                lead={<Avatar name={it.name} />}
                title={it.name}
                hint={[
                  it.email,
                  it.message && format.quoted(it.message),
                  format.relative(it.createdAt),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                end={
                  it.state === 'pending' ? (
                    <Row>
                      <Button small onClick={() => ask({ what: 'approve', of: it })}>
                        {text('joining.approve')}
                      </Button>
                      <Button small look="quiet" onClick={() => ask({ what: 'refuse', of: it })}>
                        {text('joining.refuse')}
                      </Button>
                    </Row>
                  ) : (
                    <Status tone={states[it.state][1]}>{text(states[it.state][0])}</Status>
                  )
                }
              />
            ))}
          </Items>
        )}
        {list.more && (
          <Row>
            <Button pending={list.isLoadingMore} onClick={() => void list.more?.()}>
              {text('joining.more')}
            </Button>
          </Row>
        )}
      </Panel>
      {asked?.what === 'approve' && <ApproveDialog of={asked.of} onClose={close} />}
      {asked?.what === 'refuse' && <RefuseDialog of={asked.of} onClose={close} />}
    </Page>
  )
}

type DialogProps = { of: JoinRequest; onClose(): void }
const Chosen = z.object({ role: z.enum(platformRoles) })

function ApproveDialog({ of: { id: requestId, name }, onClose }: DialogProps) {
  const text = useText(joiningTexts)
  const { roleChoices } = useRoles()
  const mine = useWorkspace().member?.roles ?? []
  const done = text('joining.approve-done', { name })
  const approve = useAction(approveJoinRequest, { refreshes, done, onDone: onClose })
  const action: Action = {
    ...approve,
    run: ({ role }) => approve.run({ requestId, roles: [role] }),
  }
  return (
    <Dialog isOpen sheet title={text('joining.approve-title', { name })} onClose={onClose}>
      <Form action={action} shape={Chosen} initial={{ role: 'member' }}>
        <SelectField
          name="role"
          label={text('joining.role')}
          options={roleChoices(mine.length ? mine : ['owner'])}
        />
        <div className="dialog-foot">
          <SubmitButton>{text('joining.approve')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function RefuseDialog({ of: { id: requestId, name }, onClose }: DialogProps) {
  const text = useText(joiningTexts)
  const done = text('joining.refuse-done')
  const refuse = useAction(refuseJoinRequest, { refreshes, done, onDone: onClose })
  return (
    <Dialog isOpen sheet title={text('joining.refuse-title', { name })} onClose={onClose}>
      <Form action={refuse} fixed={{ requestId }}>
        <TextArea
          name="reason"
          label={text('joining.reason')}
          hint={text('joining.reason-hint')}
          maxLength={500}
        />
        <div className="dialog-foot">
          <SubmitButton>{text('joining.refuse')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
