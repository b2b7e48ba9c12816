import { useEffect, useState } from 'react'
import { useAction, useReading } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { Avatar, Status } from '#web/ui/Status.tsx'
import '../exchange/exchange.css'
import { useUnits } from '../exchange/units.tsx'
import { addParticipants, type Group, readGroup } from './contract.ts'
import { Answer, HostMoves } from './GroupMoves.tsx'
import './groups.css'
import type fr from './locales/fr.ts'
import { PeoplePicker } from './PeoplePicker.tsx'
import { answerWords, groupWords } from './words.tsx'
import { groupsTexts } from './texts.tsx'

const EVERY_MS = 4000

/** One group exchange as its reader sees it: an invitation to answer, or answers that come in. */
export function GroupPage() {
  const text = useText(groupsTexts)
  const units = useUnits()
  const format = useFormat()
  const { data: group, refresh } = useReading(readGroup, { groupId: useParam('id') })
  const { state, kind, title, host, organiser, minutes, share, mostShare, total, least } = group
  const isOpen = state === 'open'
  // Answers come in while one looks.
  useEffect(() => {
    if (!isOpen) return
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(), EVERY_MS)
    return () => clearInterval(timer)
  }, [isOpen, refresh])
  const { text: word, tone } = groupWords[state]
  const isCourse = kind === 'course'
  const facts: [string, string][] = [[text('groups.lasts'), units.time(minutes)]]
  if (state === 'draft' || isOpen)
    facts.push([
      text('groups.share'),
      `${units.both(share)}${
        isCourse && mostShare > share
          ? ` · ${text('groups.at-most', { units: units.time(mostShare) })}`
          : ''
      }`,
    ])
  facts.push([text('groups.total'), units.both(total)])
  if (isCourse && isOpen && least > 1)
    facts.push([text('groups.least-of'), text('groups.least-people', { count: least })])
  if (group.expiresAt) facts.push([text('groups.until'), format.day(group.expiresAt)])
  if (state === 'closed' && group.resolvedAt)
    facts.push([text('groups.closed-on'), format.day(group.resolvedAt)])

  return (
    <Page
      title={title}
      subtitle={
        <>
          {text(isCourse ? 'groups.by-course' : 'groups.by-hands', { name: host.name })}
          {host.id !== organiser.id && ` · ${text('groups.organised', { name: organiser.name })}`}
        </>
      }
      back={{ to: '/exchange/groups', text: text('groups.title') }}
      narrow
    >
      <Stack>
        {isOpen && group.mine && <Answer group={group} />}
        <Panel title={text(word)} actions={<Status tone={tone}>{answered(group, text)}</Status>}>
          <Facts items={facts} />
          <HostMoves group={group} />
        </Panel>
        <Panel
          title={text(isCourse ? 'groups.participants' : 'groups.helpers')}
          actions={isOpen && group.isHost && <More group={group} />}
        >
          <Items label={text(isCourse ? 'groups.participants' : 'groups.helpers')}>
            {group.participants.map((it) => (
              <Item
                key={it.memberId}
                lead={<Avatar name={it.name} of={it.memberId} />}
                title={it.isMe ? `${it.name} (${text('groups.you')})` : it.name}
                hint={
                  state !== 'draft' && (
                    <Status tone={answerWords[it.state].tone}>
                      {text(answerWords[it.state].text)}
                    </Status>
                  )
                }
                end={
                  it.units !== null && (
                    <span className="line-end">
                      <span className="amount">{units.both(it.units)}</span>
                      {it.transferId && (group.isHost || it.isMe) && (
                        <Link to={`/exchange/transfers/${it.transferId}`}>
                          {text('groups.see-transfer')}
                        </Link>
                      )}
                    </span>
                  )
                }
              />
            ))}
          </Items>
        </Panel>
      </Stack>
    </Page>
  )
}

const answered = (
  { confirmed, participants }: Group,
  text: ReturnType<typeof useText<typeof fr>>,
) => text('groups.confirmed-of', { count: confirmed, all: participants.length })

/** Somebody more turned up. */
function More({ group }: { group: Group }) {
  const text = useText(groupsTexts)
  const [isOpen, open] = useState(false)
  const [memberIds, choose] = useState<string[]>([])
  const add = useAction(addParticipants, {
    refreshes: [readGroup],
    done: text('groups.added'),
    onDone: () => {
      choose([])
      open(false)
    },
  })
  const without = [group.host.id ?? '', ...group.participants.map((it) => it.memberId)]
  return (
    <>
      <Button small onClick={() => open(true)}>
        {text('groups.add-people')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => open(false)} title={text('groups.add-people')} sheet>
        <PeoplePicker
          label={text(group.kind === 'course' ? 'groups.people-course' : 'groups.people-hands')}
          chosen={memberIds}
          without={without}
          onChange={choose}
        />
        <div className="dialog-foot">
          <Button
            look="filled"
            pending={add.pending}
            disabled={memberIds.length === 0}
            onClick={() => void add.run({ groupId: group.id, memberIds })}
          >
            {text('groups.add-people')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
