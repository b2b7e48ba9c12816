import { IconHeart, IconLinkOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { type Action, ApiProvider, useAction, useCall } from '#web/api.tsx'
import { useFilters, useParam } from '#web/go.tsx'
import { overHttp } from '#web/http.tsx'
import { useProblemText } from '#web/problems.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { SegmentedField } from '#web/ui/ChoiceField.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { GuestPage, PageSkeleton } from '#web/ui/Page.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import { type Asked, rateByLink, readAskedRating } from './contract.ts'
import { ratingTexts } from './texts.tsx'

const scores = ['1', '2', '3', '4', '5'] as const
const scoreOf = (score: number) => scores.find((it) => Number(it) === score) ?? '3'
/** A bar of choices holds words. */
const Typed = z.object({
  score: z.enum(scores),
  words: z.optional(z.string().check(z.maxLength(1000))),
})

/** Where the mail leads: of the house in the address, for anybody who holds the link. */
export function RatingPage() {
  const texts = useTexts()
  const slug = useParam('slug')
  const [call] = useState(() => overHttp({ slug, locale: () => texts.locale }))
  return (
    <ApiProvider key={slug} call={call} place={slug}>
      <Rating />
    </ApiProvider>
  )
}

export function Rating() {
  const text = useText(ratingTexts)
  const call = useCall()
  const [{ token }] = useFilters({ token: '' })
  const [asked, keep] = useState<Asked>()
  const [fault, fail] = useState<unknown>()
  const said = useProblemText(fault)
  useEffect(() => {
    call(readAskedRating, { token }).then(keep, (error: unknown) => fail(() => error))
  }, [call, token])
  if (fault)
    return (
      <GuestPage title={text('rating.not-here')}>
        <EmptyState icon={IconLinkOff} title={said} />
      </GuestPage>
    )
  if (!asked) return <PageSkeleton />
  const { house, number, title } = asked
  if (asked.score === null) return <Question asked={asked} token={token} onRated={keep} />
  return (
    <GuestPage
      title={text('rating.thanks')}
      subtitle={text('rating.about', { house, number, title })}
    >
      <EmptyState
        icon={IconHeart}
        title={text('rating.thanks-text', { said: text(`rating.${scoreOf(asked.score)}`) })}
      />
    </GuestPage>
  )
}

type QuestionProps = { asked: Asked; token: string; onRated(asked: Asked): void }

function Question({ asked: { house, number, title }, token, onRated }: QuestionProps) {
  const text = useText(ratingTexts)
  const rate = useAction(rateByLink, { onDone: (reply) => onRated(reply) })
  const action: Action = {
    ...rate,
    run: ({ score, words = '' }) => rate.run({ token, score: Number(score), words: String(words) }),
  }
  return (
    <GuestPage
      title={text('rating.title')}
      subtitle={text('rating.about', { house, number, title })}
    >
      <Form action={action} shape={Typed} initial={{ words: '' }}>
        <SegmentedField
          name="score"
          label={text('rating.score')}
          choices={scores.map((it) => ({ value: it, text: it, label: text(`rating.${it}`) }))}
        />
        <TextArea name="words" label={text('rating.words')} rows={3} maxLength={1000} />
        <SubmitButton wide>{text('rating.send')}</SubmitButton>
      </Form>
    </GuestPage>
  )
}
