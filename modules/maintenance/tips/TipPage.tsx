import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText } from '#web/text.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Facts, Panel, Row, Stack } from '#web/ui/Panel.tsx'
import { Status, Tag } from '#web/ui/Status.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import '../procedures/procedures.css'
import {
  declineTip,
  listTips,
  publishTip,
  readTip,
  repeatTip,
  type Tip,
  withdrawTip,
} from './contract.ts'
import { tipStates } from './state.tsx'
import { tipsTexts } from './texts.tsx'

const refreshes = [listTips, readTip] as const

export function TipPage() {
  const text = useText(tipsTexts)
  const format = useFormat()
  const tip = useRead(readTip, { tipId: useParam('id') })
  const { title, content, state, author, category, tags, procedure, comment, reviewer } = tip
  const { text: stateText, tone } = tipStates[state]
  const day = format.day(tip.changedAt)
  const facts = [
    ...(category ? [[text('tips.category'), category] as const] : []),
    ...(procedure
      ? [
          [
            text('tips.about'),
            <Link key="procedure" to={`/procedures/${procedure.id}`}>
              {procedure.title}
            </Link>,
          ] as const,
        ]
      : []),
  ]
  return (
    <Page
      narrow
      title={title}
      subtitle={author ? text('tips.by', { name: author.name, day }) : text('tips.on', { day })}
      back={{ to: '/tips', text: text('tips.title') }}
    >
      <Stack>
        {state === 'declined' && (
          <Notice tone="warning">
            {text('tips.was-declined', {
              name: reviewer?.name ?? text('tips.somebody'),
              comment,
            })}
          </Notice>
        )}
        <Panel>
          <p className="procedure-tags">
            {state !== 'published' && <Status tone={tone}>{text(stateText)}</Status>}
            {tags.map((it) => (
              <Tag key={it}>{it}</Tag>
            ))}
          </p>
          <p className="procedure-about" dir="auto">
            {content}
          </p>
          {facts.length > 0 && <Facts items={facts} />}
        </Panel>
        <Moves tip={tip} />
      </Stack>
    </Page>
  )
}

function Moves({ tip: { id: tipId, moves } }: { tip: Tip }) {
  const text = useText(tipsTexts)
  const [isAnswering, answer] = useState(false)
  const publish = useAction(publishTip, { refreshes, done: text('tips.published') })
  const withdraw = useAction(withdrawTip, { refreshes, done: text('tips.withdrawn') })
  const repeat = useAction(repeatTip, { refreshes, done: text('tips.repeated') })
  const problem = useProblemText(publish.problem ?? withdraw.problem ?? repeat.problem)
  return (
    <>
      {problem && <Notice tone="error">{problem}</Notice>}
      <Row>
        {moves.includes('publish') && (
          <Button
            look="filled"
            pending={publish.pending}
            onClick={() => void publish.run({ tipId })}
          >
            {text('tips.publish')}
          </Button>
        )}
        {moves.includes('decline') && (
          <Button onClick={() => answer(true)}>{text('tips.decline')}</Button>
        )}
        {moves.includes('repeat') && (
          <Button pending={repeat.pending} onClick={() => void repeat.run({ tipId })}>
            {text('tips.repeat')}
          </Button>
        )}
        {moves.includes('edit') && (
          <LinkButton icon={IconPencil} to={`/tips/${tipId}/edit`}>
            {text('tips.change')}
          </LinkButton>
        )}
        {moves.includes('withdraw') && (
          <Button
            look="quiet"
            pending={withdraw.pending}
            onClick={() => void withdraw.run({ tipId })}
          >
            {text('tips.withdraw')}
          </Button>
        )}
      </Row>
      {isAnswering && <DeclineDialog tipId={tipId} onClose={() => answer(false)} />}
    </>
  )
}

function DeclineDialog({ tipId, onClose }: { tipId: string; onClose(): void }) {
  const text = useText(tipsTexts)
  const decline = useAction(declineTip, {
    refreshes,
    done: text('tips.declined'),
    onDone: onClose,
  })
  return (
    <Dialog isOpen sheet title={text('tips.decline')} onClose={onClose}>
      <Form action={decline} fixed={{ tipId }}>
        <TextArea name="comment" label={text('tips.decline-why')} maxLength={1000} />
        <FormFoot>
          <SubmitButton>{text('tips.decline')}</SubmitButton>
        </FormFoot>
      </Form>
    </Dialog>
  )
}
