/** A version that waits for somebody's eyes: what changes, publish it, or send it back with a word. */
import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Panel, Row } from '#web/ui/Panel.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { maintenanceTexts } from '../texts.tsx'
import {
  compareVersions,
  publishVersion,
  sendBackVersion,
  takeBackVersion,
  type Version,
} from './contract.ts'
import { Differences } from './Differences.tsx'
import { showProcedures } from './shows.tsx'

const refreshes = showProcedures

export function ReviewPanel({ version, isFirst }: { version: Version; isFirst: boolean }) {
  const text = useText(maintenanceTexts)
  const { id: versionId, number, moves, note } = version
  const [isAnswering, answer] = useState(false)
  const publish = useAction(publishVersion, { refreshes, done: text('procedures.published') })
  const takeBack = useAction(takeBackVersion, { refreshes, done: text('procedures.taken-back') })
  const problem = useProblemText(publish.problem ?? takeBack.problem)
  const release = async () => {
    const isSure = await ask({
      title: text('procedures.publish-ask', { number }),
      text: text('procedures.publish-ask-text'),
      confirm: text('procedures.publish'),
    })
    if (isSure) await publish.run({ versionId })
  }
  return (
    <Panel
      title={text('procedures.review')}
      hint={
        moves.includes('publish') ? text('procedures.review-hint') : text('procedures.in-review')
      }
    >
      <div className="stack">
        {note && <Notice>{note}</Notice>}
        {isFirst ? (
          <p className="hint">{text('procedures.first-version')}</p>
        ) : (
          <Compared versionId={versionId} />
        )}
        {problem && <Notice tone="error">{problem}</Notice>}
        <Row>
          {moves.includes('publish') && (
            <Button
              look="filled"
              icon={IconRosetteDiscountCheck}
              pending={publish.pending}
              onClick={() => void release()}
            >
              {text('procedures.publish')}
            </Button>
          )}
          {moves.includes('sendBack') && (
            <Button onClick={() => answer(true)}>{text('procedures.send-back')}</Button>
          )}
          {moves.includes('takeBack') && (
            <Button
              look="quiet"
              pending={takeBack.pending}
              onClick={() => void takeBack.run({ versionId })}
            >
              {text('procedures.take-back')}
            </Button>
          )}
        </Row>
      </div>
      {isAnswering && <SendBackDialog versionId={versionId} onClose={() => answer(false)} />}
    </Panel>
  )
}

export function Compared({ versionId, from }: { versionId: string; from?: string }) {
  const compared = useRead(compareVersions, from ? { versionId, from } : { versionId })
  return <Differences {...compared} />
}

function SendBackDialog({ versionId, onClose }: { versionId: string; onClose(): void }) {
  const text = useText(maintenanceTexts)
  const send = useAction(sendBackVersion, {
    refreshes,
    done: text('procedures.sent-back'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('procedures.send-back')} onClose={onClose}>
      <Form action={send} fixed={{ versionId }}>
        <TextArea name="comment" label={text('procedures.comment')} maxLength={2000} />
        <FormFoot>
          <SubmitButton>{text('procedures.send-back')}</SubmitButton>
        </FormFoot>
      </Form>
    </Dialog>
  )
}
