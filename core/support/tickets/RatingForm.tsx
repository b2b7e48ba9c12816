import { type Action, useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { SegmentedField } from '#web/ui/ChoiceField.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { TextArea } from '#web/ui/TextField.tsx'
import * as z from 'zod/mini'
import { supportTexts } from '../texts.tsx'
import { listMyTickets, rateMyTicket, readMyTicket } from './contract.ts'

const scores = ['1', '2', '3', '4', '5'] as const
/** A bar of choices holds words. */
const Typed = z.object({
  score: z.enum(scores),
  words: z.optional(z.string().check(z.maxLength(1000))),
})

/** Asked once, when it is settled. */
export function RatingForm({ ticketId }: { ticketId: string }) {
  const text = useText(supportTexts)
  const refreshes = [readMyTicket, listMyTickets]
  const rate = useAction(rateMyTicket, { refreshes, done: text('help.rated') })
  const action: Action = {
    ...rate,
    run: ({ score, words = '' }) =>
      rate.run({ ticketId, score: Number(score), words: String(words) }),
  }
  return (
    <Panel title={text('help.rate')}>
      <Form action={action} shape={Typed} initial={{ words: '' }}>
        <SegmentedField
          name="score"
          label={text('help.rate')}
          choices={scores.map((it) => ({ value: it, text: it, label: text(`help.rate.${it}`) }))}
        />
        <TextArea name="words" label={text('help.rate-words')} rows={2} maxLength={1000} />
        <FormFoot>
          <SubmitButton>{text('help.rate-send')}</SubmitButton>
        </FormFoot>
      </Form>
    </Panel>
  )
}
