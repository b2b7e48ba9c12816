import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useProblemText } from '#web/problems.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Item, Items, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { OPENING_GRANT, readAccount } from '../exchange/contract.ts'
import { useUnits } from '../exchange/units.tsx'
import {
  type Condition,
  joinExchange,
  leaveExchange,
  type Membership,
  readMembership,
} from './contract.ts'
import { missing } from './rules.ts'
import { MembershipState } from './state.tsx'
import './membership.css'
import { membershipTexts } from './texts.tsx'

/** My place in the exchange: what is still asked of me, within which limits I move, how I leave. */
export function MembershipPage() {
  const text = useText(membershipTexts)
  const it = useRead(readMembership)
  const { state, conditions } = it
  const isOut = state === 'left' || state === 'leaving'
  const isReady = state === 'invited' && missing(conditions).length === 0
  const asks = conditions.length > 0 && (state === 'invited' || missing(conditions).length > 0)

  return (
    <Page title={text('membership.title')} subtitle={text('membership.subtitle')} narrow>
      <Stack>
        <Standing membership={it} isReady={isReady} />
        {asks && !isOut && <Conditions membership={it} />}
        {(isReady || isOut) && <Join label={isOut ? 'membership.rejoin' : 'membership.join'} />}
        <Place membership={it} />
        {!isOut && <Leave />}
      </Stack>
    </Page>
  )
}

function Standing({ membership, isReady }: { membership: Membership; isReady: boolean }) {
  const text = useText(membershipTexts)
  const { state, suspendedFor, suspensionReason } = membership
  const says =
    state === 'invited'
      ? isReady
        ? text('membership.says.ready')
        : text('membership.says.invited', { units: OPENING_GRANT })
      : text(suspendedFor === 'charter' ? 'membership.says.charter' : `membership.says.${state}`)
  return (
    <Panel>
      <div className="standing">
        <MembershipState state={state} />
        <p>{says}</p>
        {suspensionReason && (
          <p className="hint">{text('membership.reason', { reason: suspensionReason })}</p>
        )}
      </div>
    </Panel>
  )
}

function Conditions({ membership }: { membership: Membership }) {
  const text = useText(membershipTexts)
  const { money } = useFormat()
  const { conditions, feeCents, state } = membership
  const titles: Record<Condition['name'], string> = {
    charter: text('membership.condition.charter'),
    offer: text('membership.condition.offer'),
    fee: text('membership.condition.fee', { fee: money(feeCents ?? 0) }),
  }
  // The page's one filled button is the first thing to do.
  const first = conditions.find(({ name, isMet }) => !isMet && name !== 'fee')?.name
  const look = (name: Condition['name']) => (name === first ? 'filled' : 'plain')
  const doors: Record<Condition['name'], ReactNode> = {
    charter: (
      <LinkButton look={look('charter')} to="/exchange/charter">
        {text('membership.read-charter')}
      </LinkButton>
    ),
    offer: (
      <LinkButton look={look('offer')} to="/exchange/offers/new">
        {text('membership.make-offer')}
      </LinkButton>
    ),
    fee: <span className="hint">{text('membership.fee-how')}</span>,
  }
  return (
    <Panel title={text('membership.conditions')}>
      <Items label={text('membership.conditions')}>
        {conditions
          .filter(({ name }) => state === 'invited' || name === 'charter')
          .map(({ name, isMet }) => (
            <Item
              key={name}
              lead={<Mark isMet={isMet} />}
              title={titles[name]}
              hint={text(isMet ? 'membership.done' : 'membership.todo')}
              end={!isMet && doors[name]}
            />
          ))}
      </Items>
    </Panel>
  )
}

const Mark = ({ isMet }: { isMet: boolean }) => (
  <span className="condition-mark" data-met={isMet || undefined}>
    {isMet ? <IconCircleCheckFilled size={22} /> : <IconCircle size={22} stroke={1.6} />}
  </span>
)

function Place({ membership }: { membership: Membership }) {
  const text = useText(membershipTexts)
  const { day } = useFormat()
  const units = useUnits()
  const { balance, lowest, highest, joinedAt, charter, feePaidOn } = membership
  const facts: [string, ReactNode][] = [[text('membership.since'), day(joinedAt)]]
  if (balance !== null) facts.push([text('membership.balance'), units.both(balance)])
  if (lowest !== null && highest !== null)
    facts.push([
      text('membership.limits'),
      text('membership.from-to', { lowest: units.time(lowest), highest: units.time(highest) }),
    ])
  if (feePaidOn)
    facts.push([text('membership.fee'), text('membership.fee-paid', { day: day(feePaidOn) })])
  if (charter) {
    const { version, acceptedAt, dueAt } = charter
    facts.push([
      text('membership.charter'),
      acceptedAt
        ? text('membership.charter-accepted', { version, day: day(acceptedAt) })
        : text('membership.charter-due', { version, day: day(dueAt) }),
    ])
  }
  return (
    <Panel title={text('membership.place')}>
      <Facts items={facts} />
      {charter && (
        <p className="after-facts">
          <Link to="/exchange/charter">{text('membership.read-charter')}</Link>
        </p>
      )}
    </Panel>
  )
}

function Join({ label }: { label: 'membership.join' | 'membership.rejoin' }) {
  const text = useText(membershipTexts)
  const join = useAction(joinExchange, {
    refreshes: [readMembership, readAccount],
    done: text('membership.joined'),
  })
  const problem = useProblemText(join.problem)
  return (
    <>
      <Row>
        <Button look="filled" pending={join.pending} onClick={() => join.run()}>
          {text(label)}
        </Button>
      </Row>
      {problem && <Notice tone="error">{problem}</Notice>}
    </>
  )
}

function Leave() {
  const text = useText(membershipTexts)
  const leave = useAction(leaveExchange, {
    refreshes: [readMembership, readAccount],
    done: text('membership.left'),
  })
  const problem = useProblemText(leave.problem)
  const go = async () => {
    const isSure = await ask({
      title: text('membership.leave-ask'),
      text: text('membership.leave-ask-text'),
      confirm: text('membership.leave'),
      danger: true,
    })
    if (isSure) await leave.run()
  }
  return (
    <Panel title={text('membership.leave')} hint={text('membership.leave-hint')}>
      {problem && <Notice tone="error">{problem}</Notice>}
      <Button look="danger" pending={leave.pending} onClick={() => void go()}>
        {text('membership.leave')}
      </Button>
    </Panel>
  )
}
