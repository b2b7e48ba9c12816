/** The link in a mail: which kinds of mail shall not come any more. No log-in, and nothing happens by opening it. */
import { IconLinkOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { InvalidInput, NotFound } from '#kernel/contract.ts'
import { type Action, useAction, useCall } from '#web/api.tsx'
import { useFilters } from '#web/go.tsx'
import { useLocale, useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/ChoiceField.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { GuestPage, PageSkeleton } from '#web/ui/Page.tsx'
import { wishesTexts } from '../preferences/texts.tsx'
import { readWishes, saveWishes } from './contract.ts'

type Wishes = z.output<typeof readWishes.reply>

const field = (i: number) => `group-${i}`

export function UnsubscribePage() {
  const text = useText(wishesTexts)
  const [{ token }] = useFilters({ token: '' })
  const wishes = useWishes(token)
  const [isDone, finish] = useState(false)
  if (wishes === undefined) return <PageSkeleton />
  if (wishes === null)
    return (
      <GuestPage title={text('wishes.link-dead')}>
        <EmptyState
          icon={IconLinkOff}
          title={text('wishes.link-dead-hint')}
          action={<LinkButton to="/login">{text('wishes.log-in')}</LinkButton>}
        />
      </GuestPage>
    )
  const { house } = wishes
  if (isDone)
    return (
      <GuestPage title={text('wishes.unsubscribed')}>
        <Notice tone="good">{text('wishes.unsubscribed-hint', { house })}</Notice>
      </GuestPage>
    )
  return (
    <GuestPage
      title={text('wishes.unsubscribe', { house })}
      subtitle={text('wishes.unsubscribe-hint')}
    >
      <WishForm token={token} wishes={wishes} onDone={() => finish(true)} />
    </GuestPage>
  )
}

/** Null for a link that is not ours; undefined while it is asked for. */
function useWishes(token: string): Wishes | null | undefined {
  const call = useCall()
  const [locale] = useLocale()
  const [wishes, keep] = useState<Wishes | null>()
  const [fault, fail] = useState<unknown>()
  useEffect(() => {
    if (!token) return keep(null)
    call(readWishes, { token, locale }).then(keep, (error: unknown) => {
      if (NotFound.is(error) || InvalidInput.is(error)) keep(null)
      else fail(error)
    })
  }, [call, token, locale])
  if (fault) throw fault
  return wishes
}

type WishFormProps = { token: string; wishes: Wishes; onDone(): void }

/** What the mail spoke of is unticked already: one press is enough. */
function WishForm({ token, wishes: { groups }, onDone }: WishFormProps) {
  const text = useText(wishesTexts)
  const save = useAction(saveWishes, { onDone })
  const action: Action = {
    ...save,
    run: (values: any) => {
      const off = groups.filter((_, i) => values[field(i)] !== true).map((it) => it.group)
      return save.run({ token, off })
    },
  }
  const shape = z.object(Object.fromEntries(groups.map((_, i) => [field(i), z.boolean()])))
  const initial = Object.fromEntries(groups.map((it, i) => [field(i), it.isOn && !it.isHere]))
  return (
    <Form action={action} shape={shape} initial={initial}>
      {groups.map((it, i) => (
        <CheckboxField key={it.group} name={field(i)} label={it.text} />
      ))}
      <FormFoot>
        <SubmitButton>{text('wishes.save')}</SubmitButton>
      </FormFoot>
    </Form>
  )
}
