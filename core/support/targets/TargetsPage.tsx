import * as z from 'zod/mini'
import { type Action, useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { Form, FormFoot, SubmitButton } from '#web/ui/Form.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { NumberField } from '#web/ui/TextField.tsx'
import { supportTexts } from '../texts.tsx'
import { changeTargets, readTargets } from './contract.ts'
import { priorities, type Priority } from '../tickets/rules.ts'
import './targets.css'

const first = (it: Priority) => `${it}-first`
const resolve = (it: Priority) => `${it}-resolve`
const Hours = z.int().check(z.minimum(1), z.maximum(400))
const Days = z.int().check(z.minimum(1), z.maximum(100))
/** Two figures for each priority. */
const Typed = z.object(
  Object.fromEntries(
    priorities.flatMap((it) => [
      [first(it), Hours],
      [resolve(it), Days],
    ]),
  ),
)

/** What is promised to who asks; a change holds from the next request on. */
export function TargetsPage() {
  const text = useText(supportTexts)
  const format = useFormat()
  const { targets, since } = useRead(readTargets)
  const change = useAction(changeTargets, { refreshes: [readTargets], done: text('targets.saved') })
  const action: Action = {
    ...change,
    run: (typed) =>
      change.run({
        targets: priorities.map((priority) => ({
          priority,
          firstHours: Number(typed[first(priority)]),
          resolveDays: Number(typed[resolve(priority)]),
        })),
      }),
  }
  const initial = Object.fromEntries(
    targets.flatMap((it) => [
      [first(it.priority), it.firstHours],
      [resolve(it.priority), it.resolveDays],
    ]),
  )
  return (
    <SettingsPage title={text('targets.title')} subtitle={text('targets.subtitle')}>
      <Panel
        hint={
          <>
            {since ? text('targets.since', { day: format.day(since) }) : text('targets.usual')}{' '}
            <Link to="/settings/hours">{text('targets.hours')}</Link>
          </>
        }
        title={text('targets.promise')}
      >
        <Form key={String(since)} action={action} shape={Typed} initial={initial}>
          {priorities.map((it) => (
            <fieldset key={it} className="field">
              <legend>{text(`tickets.priority.${it}`)}</legend>
              <div className="target-pair">
                <NumberField
                  name={first(it)}
                  label={text('targets.first')}
                  unit={text('targets.first-unit')}
                />
                <NumberField
                  name={resolve(it)}
                  label={text('targets.resolve')}
                  unit={text('targets.resolve-unit')}
                />
              </div>
            </fieldset>
          ))}
          <FormFoot>
            <SubmitButton>{text('tickets.save')}</SubmitButton>
          </FormFoot>
        </Form>
      </Panel>
    </SettingsPage>
  )
}
