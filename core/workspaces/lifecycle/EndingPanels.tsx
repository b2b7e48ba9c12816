/** What an owner may do about the life of the workspace: pause, close, and take either back. */
import { useState } from 'react'
import * as z from 'zod/mini'
import { ProofField, shapeWith, useProof } from '#core/identity/ui.tsx'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useReread, useWorkspace } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { readWorkspace } from '../contract.ts'
import { useRefusal } from '../MemberMenu.tsx'
import {
  cancelWorkspace,
  pauseWorkspace,
  readLife,
  restoreWorkspace,
  resumeWorkspace,
} from './contract.ts'
import { LifeNotice } from './LifeNotice.tsx'
import { lifecycleTexts } from './texts.tsx'

const refreshes = [readLife, readWorkspace]

export function EndingPanels() {
  const text = useText(lifecycleTexts)
  const reread = useReread()
  const { moves } = useRead(readLife)
  const [asked, ask] = useState<'pause' | 'cancel' | null>(null)
  const onDone = async () => {
    ask(null)
    await reread()
  }
  const pause = useAction(pauseWorkspace, { refreshes, done: text('life.paused'), onDone })
  const cancel = useAction(cancelWorkspace, {
    refreshes,
    done: text('life.cancelled-done'),
    onDone,
  })
  const resume = useAction(resumeWorkspace, { refreshes, done: text('life.resumed'), onDone })
  const restore = useAction(restoreWorkspace, { refreshes, done: text('life.restored'), onDone })
  useRefusal(resume)
  useRefusal(restore)

  return (
    <>
      <LifeNotice />
      {moves.includes('restore') && (
        <Panel title={text('life.restore')} hint={text('life.restore-hint')}>
          <Button look="filled" pending={restore.pending} onClick={() => void restore.run()}>
            {text('life.restore')}
          </Button>
        </Panel>
      )}
      {moves.includes('resume') && (
        <Panel title={text('life.resume')} hint={text('life.resume-hint')}>
          <Button look="filled" pending={resume.pending} onClick={() => void resume.run()}>
            {text('life.resume')}
          </Button>
        </Panel>
      )}
      {moves.includes('pause') && (
        <Panel title={text('life.pause')} hint={text('life.pause-hint')}>
          <Button onClick={() => ask('pause')}>{text('life.pause-do')}</Button>
        </Panel>
      )}
      {moves.includes('cancel') && (
        <Panel title={text('life.cancel')} hint={text('life.cancel-hint')}>
          <Button look="danger" onClick={() => ask('cancel')}>
            {text('life.cancel-do')}
          </Button>
        </Panel>
      )}
      {asked && (
        <SureDialog
          title={text(asked === 'pause' ? 'life.pause' : 'life.cancel')}
          submit={text(asked === 'pause' ? 'life.pause-do' : 'life.cancel-do')}
          action={asked === 'pause' ? pause : cancel}
          onClose={() => ask(null)}
        />
      )}
    </>
  )
}

type SureProps = { title: string; submit: string; action: Action; onClose(): void }

/** The name typed, and proof of who types it. */
function SureDialog({ title, submit, action, onClose }: SureProps) {
  const text = useText(lifecycleTexts)
  const { name } = useWorkspace()
  const proof = useProof()
  return (
    <Dialog isOpen sheet title={title} onClose={onClose}>
      <Form action={action} shape={shapeWith(proof, { name: z.string() })}>
        <TextField
          name="name"
          label={text('life.sure-name')}
          hint={text('life.sure-name-hint', { name })}
          autoComplete="off"
        />
        <ProofField proof={proof} />
        <div className="dialog-foot">
          <SubmitButton>{submit}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
