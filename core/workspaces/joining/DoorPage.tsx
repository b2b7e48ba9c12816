/** The public door of a workspace: its name, how to come in, what may be seen without an account. */
import { IconDoor, IconLock } from '@tabler/icons-react'
import type * as z from 'zod/mini'
import { VerifyNotice } from '#core/identity/ui.tsx'
import { NotFound } from '#kernel/contract.ts'
import { useAction, useCall, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useParam } from '#web/go.tsx'
import { useEnter, useSession } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { GuestPage, PageSkeleton } from '#web/ui/Page.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import { PlaceSign } from '#web/ui/Status.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { useEffect, useState } from 'react'
import { askToJoin, readCard, readMyRequest } from './contract.ts'
import { joiningTexts } from './texts.tsx'

type Card = z.output<typeof readCard.reply>

export function DoorPage() {
  const text = useText(joiningTexts)
  const slug = useParam('slug')
  const card = useCard()
  const login = `/login?to=${encodeURIComponent(`/app/${slug}`)}` as const
  if (card === undefined) return <PageSkeleton />
  if (card === null)
    return (
      <GuestPage title={text('joining.members-only')}>
        <EmptyState
          icon={IconLock}
          title={text('joining.members-only-hint')}
          action={
            <LinkButton look="filled" to={login}>
              {text('joining.login')}
            </LinkButton>
          }
        />
      </GuestPage>
    )
  const domains = card.mailDomains.join(', ')
  const hints = { none: 'none-hint', request: 'request-hint', open: 'open-hint' } as const
  return (
    <GuestPage
      title={card.name}
      subtitle={[
        text(`joining.${hints[card.joining]}`),
        domains && text('joining.open-domains', { domains }),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <Stack>
        {card.logo && <PlaceSign name={card.name} logo={card.logo} />}
        <WayIn card={card} login={login} />
        <Pages card={card} />
      </Stack>
    </GuestPage>
  )
}

/** Null where nothing is public: for a stranger there is no such workspace. */
function useCard(): Card | null | undefined {
  const call = useCall()
  const slug = useParam('slug')
  const [card, keep] = useState<Card | null>()
  useEffect(() => {
    call(readCard).then(keep, (error: unknown) => {
      if (NotFound.is(error)) keep(null)
      else throw error
    })
  }, [call, slug])
  return card
}

type WayProps = { card: Card; login: `/${string}` }

function WayIn({ card, login }: WayProps) {
  const text = useText(joiningTexts)
  const session = useSession()
  const here = encodeURIComponent(`/join/${card.slug}`)
  if (session && card.joining !== 'none') return <Asking card={card} />
  if (card.joining === 'none')
    return (
      <LinkButton look="filled" icon={IconDoor} to={session ? `/app/${card.slug}` : login}>
        {text('joining.login')}
      </LinkButton>
    )
  return (
    <>
      <p className="hint">{text('joining.first-account')}</p>
      <LinkButton look="filled" to={`/register?to=${here}`}>
        {text('joining.register')}
      </LinkButton>
      <LinkButton to={`/login?to=${here}`}>{text('joining.login')}</LinkButton>
    </>
  )
}

/** Somebody with a session: asks, waits, or is inside. */
function Asking({ card: { slug, name, joining } }: { card: Card }) {
  const text = useText(joiningTexts)
  const format = useFormat()
  const enter = useEnter()
  const { isMember, request } = useRead(readMyRequest)
  const ask = useAction(askToJoin, {
    refreshes: [readMyRequest],
    onDone: ({ state }) => (state === 'member' ? enter(`/app/${slug}`) : undefined),
  })
  if (isMember)
    return (
      <>
        <Notice tone="good">{text('joining.inside')}</Notice>
        <LinkButton look="filled" to={`/app/${slug}`}>
          {text('joining.go', { workspace: name })}
        </LinkButton>
      </>
    )
  if (request?.state === 'pending')
    return (
      <Notice tone="good">
        <strong>{text('joining.asked')}</strong>
        <br />
        {text('joining.asked-hint', { when: format.relative(request.createdAt) })}
      </Notice>
    )
  return (
    <>
      <VerifyNotice />
      {request?.state === 'refused' && (
        <Notice>
          {text('joining.refused')}. {request.reason && `${format.quoted(request.reason)} `}
          {text('joining.refused-again')}
        </Notice>
      )}
      <Form action={ask} draft={`join-${slug}`}>
        {joining === 'request' && (
          <TextArea
            name="message"
            label={text('joining.message')}
            hint={text('joining.message-hint')}
            maxLength={500}
          />
        )}
        <SubmitButton wide>
          {text(joining === 'request' ? 'joining.ask' : 'joining.enter')}
        </SubmitButton>
      </Form>
    </>
  )
}

function Pages({ card: { pages } }: { card: Card }) {
  const text = useText(joiningTexts)
  return pages.map((path) => (
    <p key={path}>
      <Link to={path as `/${string}`}>{text('joining.public')}</Link>
    </p>
  ))
}
