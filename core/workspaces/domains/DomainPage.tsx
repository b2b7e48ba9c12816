import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Status } from '#web/ui/Status.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { useRefusal } from '../MemberMenu.tsx'
import { type Domain, nameDomain, readDomain, removeDomain, verifyDomain } from './contract.ts'
import { domainsTexts } from './texts.tsx'

const refreshes = [readDomain]
const states = {
  pending: ['domain.pending', 'wait'],
  verified: ['domain.verified', 'good'],
  failing: ['domain.failing', 'bad'],
} as const

export function DomainPage() {
  const text = useText(domainsTexts)
  const { domain } = useRead(readDomain)
  const [isNaming, name] = useState(false)
  const save = useAction(nameDomain, { refreshes, onDone: () => name(false) })
  return (
    <SettingsPage title={text('domain.menu')} subtitle={text('domain.subtitle')}>
      {domain && !isNaming ? (
        <Proof domain={domain} onRename={() => name(true)} />
      ) : (
        <Panel>
          <Form action={save} initial={{ domain: domain?.domain }}>
            <TextField
              name="domain"
              label={text('domain.name')}
              hint={text('domain.name-hint')}
              autoCapitalize="none"
              spellCheck={false}
            />
            <FormFoot>
              <SubmitButton>{text('domain.save')}</SubmitButton>
            </FormFoot>
          </Form>
        </Panel>
      )}
    </SettingsPage>
  )
}

/** What to create, in words that can be passed on, and what the last look found. */
function Proof({ domain: it, onRename }: { domain: Domain; onRename(): void }) {
  const text = useText(domainsTexts)
  const format = useFormat()
  const { domain, state, record, target, finding, checkedAt, lapsesAt } = it
  const verify = useAction(verifyDomain, { refreshes })
  const remove = useAction(removeDomain, { refreshes, done: text('domain.removed') })
  useRefusal(verify)
  useRefusal(remove)
  const drop = async () => {
    const isSure = await ask({
      title: text('domain.remove-ask', { domain }),
      text: text('domain.remove-text'),
      confirm: text('domain.remove'),
      danger: true,
    })
    if (isSure) await remove.run()
  }
  const facts = { record: record.name, value: record.value, domain, target }
  return (
    <>
      <Panel
        title={domain}
        actions={<Status tone={states[state][1]}>{text(states[state][0])}</Status>}
      >
        <Stack>
          {finding && (
            <Notice tone={finding === 'right' ? 'good' : 'warning'}>
              {text(`domain.found-${finding}`, { domain })}
              {lapsesAt && ` ${text('domain.lapses', { day: format.longDay(lapsesAt) })}`}
            </Notice>
          )}
          {checkedAt && (
            <p className="hint">{text('domain.checked', { when: format.relative(checkedAt) })}</p>
          )}
          <Row>
            <Button
              look={state === 'verified' ? 'plain' : 'filled'}
              pending={verify.pending}
              onClick={() => void verify.run()}
            >
              {text('domain.verify')}
            </Button>
            <Button look="quiet" onClick={onRename}>
              {text('domain.change')}
            </Button>
            <Button look="quiet" onClick={() => void drop()}>
              {text('domain.remove')}
            </Button>
          </Row>
        </Stack>
      </Panel>
      <Panel title={text('domain.record')} hint={text('domain.record-hint')}>
        <Stack>
          <CopyField wraps label={text('domain.copy')} value={text('domain.forward', facts)} />
          <p className="hint">{text('domain.proves')} (TXT)</p>
          <CopyField label={text('domain.record-name')} value={record.name} />
          <CopyField label={text('domain.record-value')} value={record.value} />
          <p className="hint">{text('domain.points')} (CNAME)</p>
          <CopyField label={domain} value={target} />
        </Stack>
      </Panel>
    </>
  )
}
