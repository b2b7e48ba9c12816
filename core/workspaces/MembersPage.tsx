import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useList } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useFilters } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, SearchFilter, SelectFilter } from '#web/ui/Filters.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Row } from '#web/ui/Panel.tsx'
import { Person, Status, Tag } from '#web/ui/Status.tsx'
import { listMembers, type Member } from './contract.ts'
import { MemberMenu } from './MemberMenu.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { useAbilities } from './roles/abilities.tsx'
import { besides, mainRole } from './words.tsx'
import './workspaces.css'
import { workspacesTexts } from './texts.tsx'

export function MembersPage() {
  const text = useText(workspacesTexts)
  const format = useFormat()
  const mayInvite = useMay('members.invite')
  const mayManage = useMay('members.manage')
  const filters = useFilters({ q: '', role: '', state: '' })
  const [changing, change] = useState<Member | null>(null)
  const { roles: known, named } = useAbilities()
  const [{ q, role, state }] = filters
  const members = useList(listMembers, {
    ...(q && { search: q }),
    ...(role && { role }),
    ...(state && { active: state === 'active' }),
  })

  return (
    <Page
      title={text('members.title')}
      subtitle={text('members.subtitle')}
      actions={
        mayInvite && (
          <LinkButton look="filled" icon={IconUserPlus} to="/invitations">
            {text('members.invite')}
          </LinkButton>
        )
      }
    >
      <Panel flush>
        <Filters of={filters}>
          <SearchFilter label={text('members.search')} />
          <SelectFilter
            name="role"
            label={text('members.role')}
            options={known.map((it) => ({ value: it.role, text: it.text }))}
          />
          {mayManage && (
            <SelectFilter
              name="state"
              label={text('members.state')}
              options={[
                { value: 'active', text: text('members.active') },
                { value: 'inactive', text: text('members.inactive') },
              ]}
            />
          )}
        </Filters>
        <div className="members">
          <DataTable
            caption={text('members.title')}
            rows={members.items}
            stale={members.stale}
            more={members.more}
            isLoadingMore={members.isLoadingMore}
            empty={
              <EmptyState icon={IconUsers} title={text('members.none')}>
                {text('members.none-hint')}
              </EmptyState>
            }
            columns={[
              {
                key: 'name',
                head: text('members.name'),
                cell: ({ id, name, email, isMe, active }) => (
                  <Row>
                    <Person name={name} hint={email} of={id} />
                    {isMe && <Tag>{text('members.me')}</Tag>}
                    {!active && <Status tone="off">{text('members.inactive')}</Status>}
                  </Row>
                ),
              },
              {
                key: 'role',
                head: text('members.role'),
                cell: ({ roles }) =>
                  [mainRole(roles), ...besides(roles)].map((it) => named(it).text).join(' · '),
              },
              {
                key: 'joined',
                head: text('members.joined'),
                phone: 'hide',
                cell: ({ joinedAt }) => format.day(joinedAt),
              },
              ...(mayManage
                ? [
                    {
                      key: 'actions',
                      head: '',
                      align: 'end' as const,
                      phone: 'end' as const,
                      cell: (member: Member) => (
                        <MemberMenu member={member} onChangeRole={() => change(member)} />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </div>
      </Panel>
      {changing && <RoleDialog member={changing} onClose={() => change(null)} />}
    </Page>
  )
}
