import { IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useList, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { NumberField, TextArea } from '#web/ui/TextField.tsx'
import {
  GRACE_DAYS,
  listAcceptances,
  listCharters,
  publishCharter,
  readCharter,
  writeCharter,
} from './contract.ts'
import { membershipTexts } from './texts.tsx'

/** For administrators: the draft in three languages, what was published, who accepted it. */
export function CharterEditPage() {
  const text = useText(membershipTexts)
  const { day } = useFormat()
  const { versions, draft, asked } = useRead(listCharters)
  const [isPublishing, setPublishing] = useState(false)
  const save = useAction(writeCharter, { refreshes: [listCharters], done: text('charter.saved') })
  const hint = text('charter.empty-language')

  return (
    <Page
      title={text('charter.edit-title')}
      subtitle={text('charter.edit-subtitle')}
      back={{ to: '/exchange/settings', text: text('membership.settings-title') }}
      narrow
    >
      <Stack>
        <Panel
          title={text('charter.draft')}
          hint={text('charter.draft-hint')}
          actions={
            draft && <Button onClick={() => setPublishing(true)}>{text('charter.publish')}</Button>
          }
        >
          <Form
            key={versions.length}
            action={save}
            initial={draft ?? versions[0]?.texts ?? {}}
            draft="charter"
          >
            <TextArea name="fr" label={text('charter.in.fr')} rows={10} />
            <TextArea name="nl" label={text('charter.in.nl')} hint={hint} rows={6} />
            <TextArea name="en" label={text('charter.in.en')} hint={hint} rows={6} />
            <FormFoot>
              <SubmitButton>{text('charter.save')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
        {versions.length > 0 && (
          <Panel title={text('charter.versions')}>
            <Items label={text('charter.versions')}>
              {versions.map(({ version, publishedAt, accepted }) => (
                <Item
                  key={version}
                  title={text('charter.version', { version, day: day(publishedAt) })}
                  hint={text('charter.count', { accepted, asked })}
                />
              ))}
            </Items>
          </Panel>
        )}
        {versions.length > 0 && <Acceptances />}
      </Stack>
      {isPublishing && <PublishDialog onClose={() => setPublishing(false)} />}
    </Page>
  )
}

function PublishDialog({ onClose }: { onClose(): void }) {
  const text = useText(membershipTexts)
  const publish = useAction(publishCharter, {
    refreshes: [listCharters, readCharter],
    done: text('charter.published'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('charter.publish-title')} onClose={onClose}>
      <p className="hint">{text('charter.publish-text')}</p>
      <Form action={publish} initial={{ graceDays: GRACE_DAYS }}>
        <NumberField name="graceDays" label={text('charter.grace')} unit={text('charter.days')} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('membership.back')}</Button>
          <SubmitButton>{text('charter.publish')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function Acceptances() {
  const text = useText(membershipTexts)
  const { instant } = useFormat()
  const { items, more, isLoadingMore, stale } = useList(listAcceptances, {})
  return (
    <Panel title={text('charter.who')} flush>
      <DataTable
        caption={text('charter.who')}
        rows={items}
        rowKey={(it) => `${it.memberId} ${it.version}`}
        stale={stale}
        more={more}
        isLoadingMore={isLoadingMore}
        empty={<EmptyState icon={IconUsers} title={text('charter.who-none')} />}
        columns={[
          { key: 'name', head: text('charter.name'), cell: (it) => it.name },
          {
            key: 'when',
            head: text('charter.when'),
            cell: (it) => instant(it.acceptedAt),
          },
          {
            key: 'version',
            head: text('charter.which'),
            cell: (it) => it.version,
            align: 'end',
            phone: 'end',
          },
        ]}
      />
    </Panel>
  )
}
