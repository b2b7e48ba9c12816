/** What can be done with a procedure besides reading it. */
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Menu, type MenuItem } from '#web/ui/Menu.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { maintenanceTexts } from '../texts.tsx'
import {
  archiveProcedure,
  beginVersion,
  deleteProcedure,
  duplicateProcedure,
  type ProcedureSheet,
  reopenProcedure,
  retractVersion,
  type Version,
} from './contract.ts'
import { showProcedures } from './shows.tsx'

const refreshes = showProcedures
type MovesProps = { procedure: ProcedureSheet; version: Version }

export function ProcedureMoves({ procedure, version }: MovesProps) {
  const text = useText(maintenanceTexts)
  const go = useGo()
  const [isRetracting, retract] = useState(false)
  const { id: procedureId, title, moves, open } = procedure
  const begin = useAction(beginVersion, {
    refreshes,
    done: text('procedures.begun'),
    onDone: () => go(`/procedures/${procedureId}/edit`),
  })
  const duplicate = useAction(duplicateProcedure, {
    refreshes,
    done: text('procedures.duplicated'),
    onDone: (made) => go(`/procedures/${made.procedureId}/edit`),
  })
  const archive = useAction(archiveProcedure, { refreshes, done: text('procedures.archived') })
  const reopen = useAction(reopenProcedure, { refreshes, done: text('procedures.reopened') })
  const remove = useAction(deleteProcedure, {
    refreshes,
    done: text('procedures.deleted'),
    onDone: () => go('/procedures'),
  })
  const words = useProblemText(
    begin.problem ?? duplicate.problem ?? archive.problem ?? reopen.problem ?? remove.problem,
  )
  const put = async () => {
    const asked = { title: text('procedures.archive-ask', { title }) }
    if (await ask({ ...asked, text: text('procedures.archive-ask-text') }))
      await archive.run({ procedureId })
  }
  const erase = async () => {
    const asked = { title: text('procedures.delete-ask', { title }), danger: true }
    if (await ask({ ...asked, text: text('procedures.delete-ask-text') }))
      await remove.run({ procedureId })
  }
  const copy = () =>
    duplicate.run({
      procedureId,
      title: [...text('procedures.copy-of', { title })].slice(0, 200).join(''),
    })
  const items: MenuItem[] = [
    ...(moves.includes('duplicate')
      ? [{ text: text('procedures.duplicate'), onChoose: copy }]
      : []),
    ...(moves.includes('archive') ? [{ text: text('procedures.archive'), onChoose: put }] : []),
    ...(moves.includes('reopen')
      ? [{ text: text('procedures.reopen'), onChoose: () => reopen.run({ procedureId }) }]
      : []),
    ...(version.moves.includes('retract')
      ? [{ text: text('procedures.retract'), danger: true, onChoose: () => retract(true) }]
      : []),
    ...(moves.includes('delete')
      ? [{ text: text('procedures.delete'), danger: true, onChoose: erase }]
      : []),
  ]
  return (
    <>
      {words && <Notice tone="error">{words}</Notice>}
      {items.length > 0 && <Menu label={text('procedures.more')} items={items} />}
      {open?.state === 'draft' && moves.includes('duplicate') && (
        <LinkButton look="filled" icon={IconPencil} to={`/procedures/${procedureId}/edit`}>
          {text('procedures.continue')}
        </LinkButton>
      )}
      {moves.includes('begin') && (
        <Button
          look="filled"
          icon={IconPlus}
          pending={begin.pending}
          onClick={() => void begin.run({ procedureId })}
        >
          {text('procedures.begin')}
        </Button>
      )}
      {isRetracting && <RetractDialog versionId={version.id} onClose={() => retract(false)} />}
    </>
  )
}

function RetractDialog({ versionId, onClose }: { versionId: string; onClose(): void }) {
  const text = useText(maintenanceTexts)
  const send = useAction(retractVersion, {
    refreshes,
    done: text('procedures.retracted'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('procedures.retract')} onClose={onClose}>
      <p className="hint">{text('procedures.retract-hint')}</p>
      <Form action={send} fixed={{ versionId }}>
        <TextArea name="reason" label={text('procedures.retract-reason')} maxLength={2000} />
        <FormFoot>
          <SubmitButton>{text('procedures.retract')}</SubmitButton>
        </FormFoot>
      </Form>
    </Dialog>
  )
}
