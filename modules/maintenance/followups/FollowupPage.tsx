import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Columns, Facts, Item, Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { DateField, TextArea } from '#web/ui/TextField.tsx'
import * as contract from './contract.ts'
import { followupsTexts } from './texts.tsx'
import { FollowupStatus, moveWords, originWords, priorityWords } from './words.tsx'

const refreshes = [contract.readFollowup, contract.listFollowups]
type Of = { followup: contract.FollowupView }

/** One action: what it is about, whose it is, what was done. */
export function FollowupPage() {
  const text = useText(followupsTexts)
  const { instant } = useFormat()
  const followup = useRead(contract.readFollowup, { followupId: useParam('id') })
  useLive(contract.followupsChanged, { refreshes: [contract.readFollowup] })
  return (
    <Page
      title={followup.title}
      subtitle={text(originWords[followup.origin])}
      back={{ to: '/followups', text: text('followups.title') }}
    >
      <Columns wide>
        <Stack>
          {followup.words && (
            <Panel title={text('followups.words')}>
              <p>{followup.words}</p>
              {followup.contact && (
                <p className="hint">{text('followups.contact', { contact: followup.contact })}</p>
              )}
            </Panel>
          )}
          <Panel title={text('followups.history')}>
            <Items label={text('followups.history')}>
              {followup.history.map((it) => (
                <Item
                  key={`${it.move} ${it.at}`}
                  title={text(moveWords[it.move])}
                  hint={
                    <>
                      {[it.by, instant(it.at)].filter(Boolean).join(' · ')}
                      {it.words && it.move !== 'raise' && <p>{it.words}</p>}
                    </>
                  }
                />
              ))}
            </Items>
          </Panel>
        </Stack>
        <Panel title={text('followups.about')}>
          <About followup={followup} />
          <Moves followup={followup} />
        </Panel>
      </Columns>
    </Page>
  )
}

function About({ followup }: Of) {
  const text = useText(followupsTexts)
  const { day } = useFormat()
  const { assignee, dueOn, site, equipment, execution, priority } = followup
  const facts: [string, React.ReactNode][] = [
    [text('followups.state'), <FollowupStatus key="state" of={followup} />],
    [text('followups.assignee'), assignee?.name ?? text('followups.nobody')],
    [text('followups.due'), dueOn ? day(dueOn) : text('followups.no-day')],
    [text('followups.priority'), text(priorityWords[priority])],
  ]
  const to = (path: `/${string}`, words: string) => (
    <Link key={path} to={path}>
      {words}
    </Link>
  )
  if (site) facts.push([text('followups.site'), to(`/sites/${site.id}`, site.name)])
  if (equipment)
    facts.push([text('followups.equipment'), to(`/equipment/${equipment.id}`, equipment.name)])
  if (execution)
    facts.push([text('followups.found-by'), to(`/executions/${execution.id}`, execution.title)])
  return <Facts items={facts} />
}

type Open = 'assign' | 'finish' | 'sendBack' | 'cancel'

function Moves({ followup }: Of) {
  const text = useText(followupsTexts)
  const [open, setOpen] = useState<Open>()
  const { id: followupId, moves, state } = followup
  const begin = useAction(contract.beginFollowup, { refreshes, done: text('followups.begun') })
  const verify = useAction(contract.verifyFollowup, { refreshes, done: text('followups.verified') })
  const problem = useProblemText(begin.problem ?? verify.problem)
  const may = (it: contract.FollowupView['moves'][number]) => moves.includes(it)
  if (moves.length === 0) return null
  return (
    <>
      {problem && <Notice tone="error">{problem}</Notice>}
      <Row>
        {may('assign') && (
          <Button look={state === 'open' ? 'filled' : 'plain'} onClick={() => setOpen('assign')}>
            {text('followups.assign')}
          </Button>
        )}
        {may('finish') && (
          <Button look="filled" onClick={() => setOpen('finish')}>
            {text('followups.finish')}
          </Button>
        )}
        {may('begin') && (
          <Button pending={begin.pending} onClick={() => begin.run({ followupId })}>
            {text('followups.begin')}
          </Button>
        )}
        {may('verify') && (
          <Button look="filled" pending={verify.pending} onClick={() => verify.run({ followupId })}>
            {text('followups.verify')}
          </Button>
        )}
        {may('sendBack') && (
          <Button onClick={() => setOpen('sendBack')}>{text('followups.send-back')}</Button>
        )}
        {may('cancel') && (
          <Button look="quiet" onClick={() => setOpen('cancel')}>
            {text('followups.cancel')}
          </Button>
        )}
      </Row>
      {open === 'assign' && <AssignDialog followup={followup} onClose={() => setOpen(undefined)} />}
      {open && open !== 'assign' && (
        <WordsDialog followup={followup} move={open} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

type InDialog = Of & { onClose(): void }

function AssignDialog({ followup, onClose }: InDialog) {
  const text = useText(followupsTexts)
  const { id: followupId, technicians, dueOn } = followup
  const assign = useAction(contract.assignFollowup, {
    refreshes,
    done: text('followups.assigned'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('followups.assign')} onClose={onClose}>
      <Form action={assign} fixed={{ followupId }} initial={dueOn ? { dueOn } : {}}>
        <SelectField
          name="memberId"
          label={text('followups.assign-to')}
          options={technicians.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <DateField name="dueOn" label={text('followups.due')} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('followups.back')}</Button>
          <SubmitButton>{text('followups.assign')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

const asking = {
  finish: {
    endpoint: contract.finishFollowup,
    title: 'followups.finish',
    label: 'followups.what-was-done',
    done: 'followups.finished',
  },
  sendBack: {
    endpoint: contract.sendBackFollowup,
    title: 'followups.send-back',
    label: 'followups.what-is-missing',
    done: 'followups.sent-back',
  },
  cancel: {
    endpoint: contract.cancelFollowup,
    title: 'followups.cancel',
    label: 'followups.why',
    done: 'followups.cancelled',
  },
} as const

function WordsDialog({ followup, move, onClose }: InDialog & { move: keyof typeof asking }) {
  const text = useText(followupsTexts)
  const { endpoint, title, label, done } = asking[move]
  const act = useAction(endpoint as typeof contract.finishFollowup, {
    refreshes,
    done: text(done),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text(title)} onClose={onClose}>
      <Form action={act} fixed={{ followupId: followup.id }}>
        <TextArea name="words" label={text(label)} rows={3} maxLength={2000} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('followups.back')}</Button>
          <SubmitButton>{text(title)}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
