import {
  IconDoorExit,
  IconDownload,
  IconEraser,
  IconScale,
  IconUsersMinus,
} from '@tabler/icons-react'
import { useState } from 'react'
import * as z from 'zod/mini'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel, Stack } from '#web/ui/Panel.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { useAccountText } from '../account/texts.tsx'
import type { ProofFields } from '../factors/contract.ts'
import { ProofField, shapeWith, useProof } from '../factors/ProofField.tsx'
import { leaveForGood, readLeaving } from './contract.ts'

export function DataPage() {
  const say = useAccountText()
  return (
    <Page title={say('data.title')} narrow>
      <Panel title={say('data.export')} hint={say('data.export-hint')}>
        <a className="button" data-look="plain" href="/api/auth/export" download>
          <IconDownload size={18} aria-hidden="true" />
          {say('data.download')}
        </a>
      </Panel>
      <Leaving />
    </Page>
  )
}

function Leaving() {
  const say = useAccountText()
  const { workspaces } = useRead(readLeaving)
  const [isAsking, open] = useState(false)
  const owned = workspaces.filter((it) => it.isLastOwner)

  if (owned.length > 0)
    return (
      <Panel title={say('data.leave')} hint={say('data.leave-hint')}>
        <Stack>
          <Notice tone="warning">
            <strong>{say('data.blocked')}</strong>
            <p>{say('data.blocked-hint')}</p>
          </Notice>
          <Items label={say('data.blocked')}>
            {owned.map(({ id, name, slug }) => (
              <Item
                key={id}
                title={name}
                end={
                  <LinkButton small absolute to={`/app/${slug}/members`}>
                    {say('data.members')}
                  </LinkButton>
                }
              />
            ))}
          </Items>
        </Stack>
      </Panel>
    )
  const names = workspaces.map((it) => it.name).join(', ')
  return (
    <Panel title={say('data.leave')} hint={say('data.leave-hint')}>
      <Stack>
        <h3>{say('data.what')}</h3>
        <Items label={say('data.what')}>
          <Item lead={<IconDoorExit />} title={say('data.what-closed')} />
          {names && <Item lead={<IconUsersMinus />} title={say('data.what-left', { names })} />}
          <Item lead={<IconEraser />} title={say('data.what-erased')} />
          <Item lead={<IconScale />} title={say('data.what-kept')} />
        </Items>
        <Button look="danger" onClick={() => open(true)}>
          {say('data.start')}
        </Button>
      </Stack>
      <Dialog isOpen={isAsking} sheet title={say('data.leave')} onClose={() => open(false)}>
        <Farewell />
      </Dialog>
    </Panel>
  )
}

/** The word in the person's language, typed; and proof of who types it. */
function Farewell() {
  const say = useAccountText()
  const proof = useProof()
  const word = say('data.word')
  const isWord = (typed: string) => typed.trim().toLowerCase() === word
  const Typed = z
    .string()
    .check(z.minLength(1), z.refine(isWord, { params: { code: 'data.word-wrong' } } as never))
  const leave = useAction(leaveForGood, {
    onDone: () => location.assign('/login'), // a fresh document: nothing of this person stays in memory
  })
  const send = ({ word: _, ...given }: ProofFields & { word: string }) => leave.run(given)
  const action: Action = { ...leave, run: send as Action['run'] }
  return (
    <Form action={action} shape={shapeWith(proof, { word: Typed })}>
      <TextField
        name="word"
        label={say('data.type-word')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <ProofField proof={proof} />
      <FormFoot>
        <SubmitButton look="danger">{say('data.confirm')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}
