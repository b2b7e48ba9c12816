import { useState } from 'react'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useParam } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { DateField, NumberField, TextArea } from '#web/ui/TextField.tsx'
import { useUnits } from '../exchange/units.tsx'
import {
  type ExchangeMember,
  listExchangeMembers,
  noteFee,
  readExchangeMember,
  resumeMember,
  setMemberLimits,
  suspendMember,
  writeOffDebt,
} from './contract.ts'
import { MembershipState } from './state.tsx'
import './membership.css'
import { membershipTexts } from './texts.tsx'

const refreshes = [readExchangeMember, listExchangeMembers]

/** One member for administrators: standing, limits, fee, suspension, a debt. */
export function MemberPage() {
  const text = useText(membershipTexts)
  const units = useUnits()
  const member = useRead(readExchangeMember, { memberId: useParam('id') })
  const { memberId, name, balance, pending, moves, feePaidOn, lowest, highest } = member
  const limit = useAction(setMemberLimits, { refreshes, done: text('membership.limits-saved') })
  const fee = useAction(noteFee, { refreshes, done: text('membership.fee-saved') })
  const unit = text('membership.units')

  return (
    <Page title={name} back={{ to: '/exchange/members', text: text('membership.members') }} narrow>
      <Stack>
        <Panel>
          <div className="standing">
            <MembershipState state={member.state} />
            {member.suspensionReason && (
              <p className="hint">
                {text('membership.reason', { reason: member.suspensionReason })}
              </p>
            )}
            <Facts
              items={[
                [text('membership.balance'), balance === null ? '—' : units.both(balance)],
                [text('membership.pending'), units.plain(pending)],
              ]}
            />
            <Moves member={member} />
          </div>
        </Panel>
        {moves.includes('set-limits') && (
          <Panel title={text('membership.set-limits')} hint={text('membership.set-limits-hint')}>
            <Form
              key={`${lowest} ${highest}`}
              action={limit}
              fixed={{ memberId }}
              initial={{ lowest, highest }}
            >
              <NumberField name="lowest" label={text('membership.lowest')} unit={unit} />
              <NumberField name="highest" label={text('membership.highest')} unit={unit} />
              <FormFoot>
                <SubmitButton look="plain">{text('membership.save')}</SubmitButton>
              </FormFoot>
            </Form>
          </Panel>
        )}
        {moves.includes('note-fee') && (
          <Panel title={text('membership.fee')}>
            <Form key={feePaidOn} action={fee} fixed={{ memberId }} initial={{ paidOn: feePaidOn }}>
              <DateField
                name="paidOn"
                label={text('membership.paid-on')}
                hint={text('membership.paid-on-hint')}
              />
              <FormFoot>
                <SubmitButton look="plain">{text('membership.save')}</SubmitButton>
              </FormFoot>
            </Form>
          </Panel>
        )}
      </Stack>
    </Page>
  )
}

function Moves({ member: { memberId, moves, balance } }: { member: ExchangeMember }) {
  const text = useText(membershipTexts)
  const [said, say] = useState<'suspend' | 'write-off'>()
  const resume = useAction(resumeMember, { refreshes, done: text('membership.resumed') })
  const problem = useProblemText(resume.problem)
  return (
    <>
      <Row>
        <LinkButton to={`/exchange/overview?view=transfers&member=${memberId}`}>
          {text('membership.transfers')}
        </LinkButton>
        {moves.includes('suspend') && (
          <Button look="danger" onClick={() => say('suspend')}>
            {text('membership.suspend')}
          </Button>
        )}
        {moves.includes('resume') && (
          <Button pending={resume.pending} onClick={() => resume.run({ memberId })}>
            {text('membership.resume')}
          </Button>
        )}
        {moves.includes('write-off') && (
          <Button look="danger" onClick={() => say('write-off')}>
            {text('membership.write-off')}
          </Button>
        )}
      </Row>
      {problem && <Notice tone="error">{problem}</Notice>}
      {said && (
        <SayDialog
          key={said}
          move={said}
          memberId={memberId}
          owed={-(balance ?? 0)}
          onClose={() => say(undefined)}
        />
      )}
    </>
  )
}

type SayDialogProps = {
  move: 'suspend' | 'write-off'
  memberId: string
  owed: number
  onClose(): void
}

/** Both are said with a reason: the first to the member, the second to whoever reads the transfers later. */
function SayDialog({ move, memberId, owed, onClose }: SayDialogProps) {
  const text = useText(membershipTexts)
  const isSuspension = move === 'suspend'
  const title = text(isSuspension ? 'membership.suspend' : 'membership.write-off')
  const action: Action = useAction<any, any>(isSuspension ? suspendMember : writeOffDebt, {
    refreshes,
    done: text(isSuspension ? 'membership.suspended' : 'membership.written-off'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={title} onClose={onClose}>
      <p className="hint">
        {isSuspension
          ? text('membership.suspend-text')
          : text('membership.write-off-text', { units: owed })}
      </p>
      <Form action={action} fixed={{ memberId }}>
        <TextArea name="reason" label={text('membership.why')} rows={3} maxLength={500} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('membership.back')}</Button>
          <SubmitButton look="danger">{title}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
