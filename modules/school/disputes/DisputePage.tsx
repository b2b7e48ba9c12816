import { useRead } from '#web/api.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import '../exchange/transfer.css'
import { useUnits } from '../exchange/units.tsx'
import { Conversation } from './Conversation.tsx'
import { readDispute } from './contract.ts'
import './disputes.css'
import { DisputeMoves } from './DisputeMoves.tsx'
import { DisputeState } from './state.tsx'
import { disputesTexts } from './texts.tsx'

/** One dispute, for its two sides and for mediators: what happened, what was said, what was decided. */
export function DisputePage() {
  const text = useText(disputesTexts)
  const units = useUnits()
  const dispute = useRead(readDispute, { transferId: useParam('id') })
  const { transferId, payer, receiver, purpose, state, isMediation, moves } = dispute
  const mayMediate = useMay('exchange.mediate')

  return (
    <Page
      title={text('disputes.between', { payer: payer.name, receiver: receiver.name })}
      subtitle={`${units.both(dispute.units)} · ${text('disputes.for', { purpose })}`}
      back={
        mayMediate && isMediation
          ? { to: '/exchange/disputes', text: text('disputes.title') }
          : { to: `/exchange/transfers/${transferId}`, text: text('disputes.the-transfer') }
      }
      narrow
    >
      <Stack>
        <Panel>
          <div className="dispute-head">
            <DisputeState state={state} />
            {isMediation && (
              <Link to={`/exchange/transfers/${transferId}`}>{text('disputes.the-transfer')}</Link>
            )}
          </div>
          <DisputeMoves dispute={dispute} />
        </Panel>
        {state === 'open' && !isMediation && <Notice>{text('disputes.waiting')}</Notice>}
        <Panel title={text('disputes.conversation')}>
          <Conversation dispute={dispute} mayWrite={moves.includes('note')} />
        </Panel>
      </Stack>
    </Page>
  )
}
