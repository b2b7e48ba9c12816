/** All steps at a glance, what is in the way of the end, and the end. */
import { later } from '#web/later.tsx'
import { useText } from '#web/text.tsx'
import { Panel, Stack } from '#web/ui/Panel.tsx'
import { Tag } from '#web/ui/Status.tsx'
import { useGloves } from './gloves.tsx'
import type { Keeper } from './keeper.tsx'
import type { Run } from './run.tsx'
import { StepStatus } from './StepStatus.tsx'
import { fieldTexts } from './texts.tsx'

const Doing = later(() => import('./Doing.tsx').then((it) => it.Doing))
const Newer = later(() => import('./Newer.tsx').then((it) => it.Newer))

type OverviewProps = { run: Run; keeper: Keeper; onOpen(at: number): void }

export function Overview({ run, keeper, onOpen }: OverviewProps) {
  const text = useText(fieldTexts)
  const [isGloved, setGloved] = useGloves()
  const { carried, steps } = run
  const next = steps.findIndex((it) => it.state === 'active' || it.state === 'pending')
  return (
    <Stack>
      {carried.told?.newer && <Newer run={run} store={keeper.store} />}
      <Doing run={run} keeper={keeper} next={next} onOpen={onOpen} />
      <Panel title={text('fieldwork.steps')} flush>
        <ol className="fieldsteps">
          {carried.steps.map((step, at) => (
            <li key={step.key}>
              <button type="button" className="fieldstep" onClick={() => onOpen(at)}>
                <span className="fieldstep-number">{at + 1}</span>
                <span className="fieldstep-words">
                  <span>{step.title}</span>
                  <span className="hint">
                    <StepStatus standing={steps[at]!} />
                    {step.isGate && <Tag>{text('fieldwork.gate')}</Tag>}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </Panel>
      <label className="check">
        <input
          type="checkbox"
          checked={isGloved}
          onChange={(event) => setGloved(event.target.checked)}
        />
        <span>
          {text('fieldwork.gloves')}
          <span className="hint">{text('fieldwork.gloves-hint')}</span>
        </span>
      </label>
    </Stack>
  )
}
