import { useAction } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { DateField, TextArea, TextField } from '#web/ui/TextField.tsx'
import '../agenda/agenda.css'
import {
  answerNeed,
  listAnswers,
  listFittingNeeds,
  listNeeds,
  type Need,
  readNeed,
} from './contract.ts'
import { needsTexts } from './texts.tsx'

const refreshes = [readNeed, listNeeds, listAnswers, listFittingNeeds] as const

/** «Je peux aider»: a word, and a moment if one has it in mind. */
export function AnswerForm({ need: { id: needId, owner } }: { need: Need }) {
  const text = useText(needsTexts)
  const answer = useAction(answerNeed, {
    refreshes,
    done: text('needs.helped', { name: owner.name }),
  })
  const initial = { message: '', day: '', time: '' }
  return (
    <Panel title={text('needs.help-title')}>
      <Form action={answer} fixed={{ needId }} initial={initial} draft={`answer-${needId}`}>
        <TextArea
          name="message"
          label={text('needs.help-words', { name: owner.name })}
          placeholder={text('needs.help-example')}
          rows={3}
          maxLength={1000}
        />
        <div className="two-fields">
          <DateField name="day" label={text('needs.help-day')} />
          <TextField name="time" type="time" label={text('needs.help-time')} />
        </div>
        <FormFoot>
          <SubmitButton>{text('needs.help')}</SubmitButton>
        </FormFoot>
      </Form>
    </Panel>
  )
}
