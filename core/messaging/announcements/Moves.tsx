/** What its writer, or the head, may do with an announcement now. One button is filled: the one that leads on. */
import { IconBell, IconPencil, IconSend, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '#web/api.tsx'
import { useGo } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Row } from '#web/ui/Panel.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import {
  approveAnnouncement,
  cancelAnnouncement,
  correctAnnouncement,
  listReaders,
  listWritten,
  readWritten,
  refuseAnnouncement,
  remindReaders,
  submitAnnouncement,
  takeBackAnnouncement,
  type Written,
} from './contract.ts'
import { useForesight } from './Foresight.tsx'
import { announcementsTexts } from './texts.tsx'

const refreshes = [readWritten, listWritten, listReaders] as const

export function Moves({ written }: { written: Written }) {
  const text = useText(announcementsTexts)
  const go = useGo()
  const [isRefusing, refuse] = useState(false)
  const { id: announcementId, moves } = written
  const may = (move: Written['moves'][number]) => moves.includes(move)
  const approve = useAction(approveAnnouncement, {
    refreshes,
    done: text('announcements.approved'),
  })
  const takeBack = useAction(takeBackAnnouncement, {
    refreshes,
    done: text('announcements.taken-back'),
    onDone: () => go(`/announcements/written/${announcementId}/edit`),
  })
  const cancel = useAction(cancelAnnouncement, { refreshes, done: text('announcements.cancelled') })
  const remind = useAction(remindReaders, { refreshes, done: text('announcements.reminded') })
  const correct = useAction(correctAnnouncement, {
    refreshes,
    onDone: ({ id }) => go(`/announcements/written/${id}/edit`),
  })
  const problem = useProblemText(
    approve.problem ?? takeBack.problem ?? cancel.problem ?? remind.problem ?? correct.problem,
  )
  const giveUp = async () => {
    const title = text('announcements.cancel-ask')
    const confirm = text('announcements.cancel')
    if (await ask({ title, text: text('announcements.cancel-text'), confirm, danger: true }))
      await cancel.run({ announcementId })
  }
  const putRight = async () => {
    const title = text('announcements.correct-ask')
    const confirm = text('announcements.correct')
    if (await ask({ title, text: text('announcements.correct-text'), confirm }))
      await correct.run({ announcementId })
  }
  if (moves.length === 0) return null
  return (
    <>
      <Row>
        {may('submit') && <Submit written={written} />}
        {may('approve') && (
          <Button
            look="filled"
            icon={IconSend}
            pending={approve.pending}
            onClick={() => approve.run({ announcementId })}
          >
            {text('announcements.approve')}
          </Button>
        )}
        {may('refuse') && (
          <Button onClick={() => refuse(true)}>{text('announcements.refuse')}</Button>
        )}
        {may('remind') && (
          <Button
            look="filled"
            icon={IconBell}
            pending={remind.pending}
            onClick={() => remind.run({ announcementId })}
          >
            {text('announcements.remind')}
          </Button>
        )}
        {may('change') && (
          <LinkButton icon={IconPencil} to={`/announcements/written/${announcementId}/edit`}>
            {text('announcements.change')}
          </LinkButton>
        )}
        {may('takeBack') && (
          <Button
            icon={IconPencil}
            pending={takeBack.pending}
            onClick={() => takeBack.run({ announcementId })}
          >
            {text('announcements.take-back')}
          </Button>
        )}
        {may('correct') && (
          <Button icon={IconPencil} pending={correct.pending} onClick={putRight}>
            {text('announcements.correct')}
          </Button>
        )}
        {may('cancel') && (
          <Button look="quiet" icon={IconX} pending={cancel.pending} onClick={giveUp}>
            {text('announcements.cancel')}
          </Button>
        )}
      </Row>
      {problem && <Notice tone="error">{problem}</Notice>}
      {isRefusing && <Refusing announcementId={announcementId} onClose={() => refuse(false)} />}
    </>
  )
}

/** Says what it does: sends, schedules, or asks the head. */
function Submit({ written }: { written: Written }) {
  const text = useText(announcementsTexts)
  const { id: announcementId, audience, urgent, wishedAt } = written
  const { needsApproval, isNow } = useForesight({ audience, urgent, wishedAt })
  const done = {
    sent: 'is-sent',
    scheduled: 'is-scheduled',
    'to-validate': 'is-submitted',
  } as const
  const submit = useAction(submitAnnouncement, {
    refreshes,
    done: ({ state }) => text(`announcements.${done[state as keyof typeof done]}`),
  })
  const problem = useProblemText(submit.problem)
  const send = async () => {
    const title = text('announcements.send-urgent-ask')
    const confirm = text('announcements.send-urgent')
    const question = { title, text: text('announcements.send-urgent-text'), confirm }
    if (!urgent || (await ask(question))) await submit.run({ announcementId })
  }
  const label = urgent
    ? text('announcements.send-urgent')
    : needsApproval
      ? text('announcements.submit')
      : isNow
        ? text('announcements.send-now')
        : text('announcements.schedule')
  return (
    <>
      <Button look="filled" icon={IconSend} pending={submit.pending} onClick={send}>
        {label}
      </Button>
      {problem && <Notice tone="error">{problem}</Notice>}
    </>
  )
}

function Refusing({ announcementId, onClose }: { announcementId: string; onClose(): void }) {
  const text = useText(announcementsTexts)
  const refuse = useAction(refuseAnnouncement, {
    refreshes,
    done: text('announcements.refused'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('announcements.refuse-title')} onClose={onClose}>
      <Form action={refuse} fixed={{ announcementId }}>
        <TextArea name="reason" label={text('announcements.refuse-reason')} maxLength={500} />
        <div className="dialog-foot">
          <SubmitButton>{text('announcements.refuse')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
