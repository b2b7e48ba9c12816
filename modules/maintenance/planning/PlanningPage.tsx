import { IconCalendarPlus, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useList, useReading } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Link, useFilters } from '#web/go.tsx'
import { useLive } from '#web/live.tsx'
import { useMay } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { ask, Dialog } from '#web/ui/Dialog.tsx'
import { Filters, SelectFilter } from '#web/ui/Filters.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Row, Stack } from '#web/ui/Panel.tsx'
import { SelectField } from '#web/ui/SelectField.tsx'
import { DateField, TextField } from '#web/ui/TextField.tsx'
import type { Execution } from '../executions/contract.ts'
import { executionsChanged } from '../executions/office/contract.ts'
import '../executions/office/office.css'
import { executionsTexts } from '../executions/texts.tsx'
import { ExecutionStatus } from '../executions/words.tsx'
import { listProcedures } from '../procedures/contract.ts'
import { listEquipment, listSites } from '../sites/contract.ts'
import { dropPlan, planExecution, readPlanners, readWeek } from './contract.ts'

const DAY_MS = 86_400_000
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)
const noon = (day: string) => Date.parse(`${day}T12:00:00.000Z`)
const mondayOf = (day: string) =>
  iso(noon(day) - ((new Date(noon(day)).getUTCDay() + 6) % 7) * DAY_MS)
const isDay = (text: string) => /^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(noon(text))

/** A week, day by day: who does what where. */
export function PlanningPage() {
  const text = useText(executionsTexts)
  const { day, longDay } = useFormat()
  const mayPlan = useMay('executions.supervise')
  const seesAll = useMay('executions.oversee')
  const filters = useFilters({ week: '', site: '', who: '' })
  const [{ week, site, who }, filter] = filters
  const [isPlanning, setPlanning] = useState(false)
  const [today] = useState(() => iso(Date.now()))
  const from = mondayOf(isDay(week) ? week : today)
  const sites = useList(listSites, { limit: 100 })
  const { items } = useList(readWeek, {
    from,
    ...(site ? { siteId: site } : {}),
    ...(who ? { ownerId: who } : {}),
    limit: 100,
  })
  useLive(executionsChanged, { refreshes: seesAll ? [readWeek] : [] })
  const days = Array.from({ length: 7 }, (_, i) => iso(noon(from) + i * DAY_MS))
  const dayOf = (it: Execution) => it.plannedOn ?? it.startedAt?.slice(0, 10)
  return (
    <Page
      title={text('planning.title')}
      subtitle={text('planning.week', { from: day(from), until: day(days[6]!) })}
      actions={
        mayPlan && (
          <Button look="filled" icon={IconCalendarPlus} onClick={() => setPlanning(true)}>
            {text('executions.plan')}
          </Button>
        )
      }
    >
      <Stack>
        <Row>
          <IconButton
            icon={IconChevronLeft}
            label={text('planning.before')}
            onClick={() => filter({ week: iso(noon(from) - 7 * DAY_MS) })}
          />
          <Button look="quiet" onClick={() => filter({ week: '' })}>
            {text('planning.this-week')}
          </Button>
          <IconButton
            icon={IconChevronRight}
            label={text('planning.after')}
            onClick={() => filter({ week: iso(noon(from) + 7 * DAY_MS) })}
          />
        </Row>
        <Filters of={filters}>
          <SelectFilter
            name="site"
            label={text('executions.site')}
            options={sites.items.map((it) => ({ value: it.id, text: it.name }))}
          />
          {mayPlan && <WhoFilter />}
        </Filters>
        <div className="planning-days">
          {days.map((it) => {
            const plans = items.filter((plan) => dayOf(plan) === it)
            return (
              <section key={it} className="planning-day panel" aria-label={longDay(it)}>
                <h2>{longDay(it)}</h2>
                {plans.length === 0 && <p className="hint">{text('planning.free')}</p>}
                {plans.map((plan) => (
                  <Plan key={plan.id} plan={plan} mayPlan={mayPlan} />
                ))}
              </section>
            )
          })}
        </div>
      </Stack>
      {isPlanning && <PlanDialog day={days[0]!} onClose={() => setPlanning(false)} />}
    </Page>
  )
}

function WhoFilter() {
  const text = useText(executionsTexts)
  const { data } = useReading(readPlanners)
  return (
    <SelectFilter
      name="who"
      label={text('executions.technician')}
      options={data.items.map((it) => ({ value: it.id, text: it.name }))}
    />
  )
}

function Plan({ plan, mayPlan }: { plan: Execution; mayPlan: boolean }) {
  const text = useText(executionsTexts)
  const drop = useAction(dropPlan, { refreshes: [readWeek], done: text('planning.dropped') })
  const { id, title, owner, site, equipment, plannedFrom, plannedUntil, state } = plan
  const giveUp = async () => {
    const isSure = await ask({
      title: text('planning.drop-ask'),
      text: title,
      confirm: text('planning.drop'),
    })
    if (isSure) await drop.run({ executionId: id })
  }
  return (
    <article className="planning-plan">
      <Link to={`/executions/${id}`}>{title}</Link>
      <ExecutionStatus of={plan} />
      <span className="hint">
        {[
          [plannedFrom, plannedUntil].filter(Boolean).join(' – '),
          owner?.name,
          equipment?.name ?? site?.name,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {mayPlan && state === 'planned' && (
        <Button look="quiet" pending={drop.pending} onClick={() => void giveUp()}>
          {text('planning.drop')}
        </Button>
      )}
    </article>
  )
}

function PlanDialog({ day, onClose }: { day: string; onClose(): void }) {
  const text = useText(executionsTexts)
  const procedures = useList(listProcedures, { limit: 100 })
  const sites = useList(listSites, { limit: 100 })
  const equipment = useList(listEquipment, { limit: 100 })
  const { data: planners } = useReading(readPlanners)
  const plan = useAction(planExecution, {
    refreshes: [readWeek],
    done: text('planning.planned'),
    onDone: onClose,
  })
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map((it) => ({ value: it.id, text: it.name }))
  return (
    <Dialog isOpen sheet title={text('executions.plan')} onClose={onClose}>
      <Form action={plan} initial={{ plannedOn: day }}>
        <SelectField
          name="procedureId"
          searchable
          label={text('executions.procedure')}
          options={procedures.items.map((it) => ({ value: it.id, text: it.title }))}
        />
        <SelectField
          name="ownerId"
          label={text('executions.technician')}
          options={named(planners.items)}
        />
        <SelectField name="siteId" label={text('executions.site')} options={named(sites.items)} />
        <SelectField
          name="equipmentId"
          searchable
          label={text('executions.equipment')}
          options={equipment.items.map((it) => ({
            value: it.id,
            text: it.name,
            hint: it.site.name,
          }))}
        />
        <DateField name="plannedOn" label={text('planning.day')} />
        <TextField name="plannedFrom" label={text('planning.from')} type="time" />
        <TextField name="plannedUntil" label={text('planning.until')} type="time" />
        <div className="dialog-foot">
          <Button onClick={onClose}>{text('executions.back')}</Button>
          <SubmitButton>{text('executions.plan')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
