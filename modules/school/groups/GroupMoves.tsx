import { useAction } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { listTransfers, readAccount } from '../exchange/contract.ts'
import { useUnits } from '../exchange/units.tsx'
import {
  cancelGroup,
  closeGroup,
  confirmShare,
  declineShare,
  type Group,
  listGroups,
  openGroup,
  readGroup,
} from './contract.ts'
import './groups.css'
import { shareOf } from './rules.ts'
import { groupsTexts } from './texts.tsx'

const refreshes = [readGroup, listGroups, readAccount, listTransfers]

/** What one is asked, with what it costs at most, before one answers. */
export function Answer({ group }: { group: Group }) {
  const text = useText(groupsTexts)
  const units = useUnits()
  const confirm = useAction(confirmShare, { refreshes, done: text('groups.confirmed') })
  const decline = useAction(declineShare, { refreshes, done: text('groups.declined') })
  const problem = useProblemText(confirm.problem ?? decline.problem)
  const { id: groupId, kind, mine, host, mostShare, participants } = group
  const isCourse = kind === 'course'
  const share = units.both(participants.find((it) => it.isMe)?.units ?? group.share)
  return (
    <section className="panel group-answer">
      <p className="group-ask">
        {isCourse
          ? text('groups.ask-course', { name: host.name, share, most: units.time(mostShare) })
          : text('groups.ask-hands', { name: host.name, share })}
      </p>
      {problem && <Notice tone="error">{problem}</Notice>}
      <div className="moves-buttons">
        {mine !== 'confirmed' && (
          <Button
            look="filled"
            pending={confirm.pending}
            onClick={() => void confirm.run({ groupId })}
          >
            {text(isCourse ? 'groups.confirm-course' : 'groups.confirm-hands')}
          </Button>
        )}
        {mine !== 'declined' && (
          <Button pending={decline.pending} onClick={() => void decline.run({ groupId })}>
            {text(mine === 'confirmed' ? 'groups.change-mind' : 'groups.decline')}
          </Button>
        )}
      </div>
      {isCourse && <p className="hint">{text('groups.hold-hint')}</p>}
    </section>
  )
}

/** For host and organiser: open, settle, give up. */
export function HostMoves({ group }: { group: Group }) {
  const text = useText(groupsTexts)
  const units = useUnits()
  const open = useAction(openGroup, { refreshes, done: text('groups.opened') })
  const close = useAction(closeGroup, { refreshes, done: text('groups.closed') })
  const cancel = useAction(cancelGroup, { refreshes, done: text('groups.cancelled') })
  const problem = useProblemText(open.problem ?? close.problem ?? cancel.problem)
  const { id: groupId, moves, state, title, confirmed, isHost } = group
  if (moves.length === 0) return null
  const settle = async () => {
    const share = units.both(shareOf(group, confirmed))
    const isSure = await ask({
      title: text('groups.close-title'),
      text: text('groups.close-text', { count: confirmed, share }),
      confirm: text('groups.close'),
    })
    if (isSure) await close.run({ groupId })
  }
  const giveUp = async () => {
    const isSure = await ask({
      title: text('groups.cancel-title', { title }),
      text: text('groups.cancel-text'),
      confirm: text('groups.cancel'),
      danger: true,
    })
    if (isSure) await cancel.run({ groupId })
  }
  return (
    <div className="group-moves">
      {problem && <Notice tone="error">{problem}</Notice>}
      {state === 'draft' && (
        <p className="hint">
          {isHost ? text('groups.open-hint') : text('groups.host-opens', { name: group.host.name })}
        </p>
      )}
      <div className="moves-buttons">
        {moves.includes('open') && (
          <Button look="filled" pending={open.pending} onClick={() => void open.run({ groupId })}>
            {text('groups.open')}
          </Button>
        )}
        {moves.includes('close') && confirmed >= Math.max(1, group.least) && (
          <Button look="filled" pending={close.pending} onClick={() => void settle()}>
            {text('groups.close')}
          </Button>
        )}
        {state === 'draft' && (
          <LinkButton to={`/exchange/groups/${groupId}/edit`}>{text('groups.edit')}</LinkButton>
        )}
        {moves.includes('cancel') && (
          <Button look="quiet" pending={cancel.pending} onClick={() => void giveUp()}>
            {text('groups.cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}
