import type * as z from 'zod/mini'
import { useAction, useRead } from '#web/api.tsx'
import { useReread } from '#web/session.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { Item, Items, Panel, Row } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Status, Tag } from '#web/ui/Status.tsx'
import {
  listModules,
  ModulePending,
  type ModuleState,
  readSetup,
  switchModule,
} from './contract.ts'
import { useRefusal } from './MemberMenu.tsx'
import { PendingDialog } from './switching/PendingDialog.tsx'
import { useKindText } from './words.tsx'
import './workspaces.css'
import { workspacesTexts } from './texts.tsx'

export function ModulesPage() {
  const text = useText(workspacesTexts)
  const kindText = useKindText()
  const { items } = useRead(listModules)
  const later = useRead(readSetup).kinds.filter((it) => !it.available)

  return (
    <SettingsPage title={text('modules.title')} subtitle={text('modules.subtitle')}>
      <Panel flush>
        <Items label={text('modules.title')}>
          {items.map((it) => (
            <Built key={it.module} state={it} />
          ))}
        </Items>
      </Panel>
      {later.length > 0 && (
        <Panel title={text('modules.later')} hint={text('modules.later-hint')} flush>
          <Items label={text('modules.later')}>
            {later.map(({ kind }) => (
              <Item
                key={kind}
                lead={<Sign module={kind} />}
                title={<span className="quiet">{kindText(kind).module}</span>}
                hint={kindText(kind).hint}
              />
            ))}
          </Items>
        </Panel>
      )}
    </SettingsPage>
  )
}

type PendingProps = Parameters<typeof PendingDialog>[0]

function Built({ state: { module, on, isMain } }: { state: z.output<typeof ModuleState> }) {
  const text = useText(workspacesTexts)
  const reread = useReread()
  const { module: title, hint } = useKindText()(module)
  const change = useAction(switchModule, {
    refreshes: [listModules],
    done: text(on ? 'modules.switched-off' : 'modules.switched-on', { module: title }),
    onDone: reread,
  })
  const pending = ModulePending.is(change.problem) ? change.problem.facts : undefined
  useRefusal(pending ? { ...change, problem: undefined } : change)
  const press = async () => {
    const isSure =
      !on ||
      (await ask({
        title: text('modules.off-ask', { module: title }),
        text: text('modules.off-text'),
        confirm: text('modules.switch-off'),
        danger: true,
      }))
    if (isSure) await change.run({ module, on: !on })
  }

  return (
    <Item
      lead={<Sign module={module} />}
      title={
        <Row>
          {pending && (
            <PendingDialog
              module={title}
              {...(pending as Pick<PendingProps, 'pending' | 'mayForce'>)}
              isBusy={change.pending}
              onForce={() => void change.run({ module, on: false, force: true })}
              onClose={change.reset}
            />
          )}
          {title}
          {isMain && <Tag>{text('modules.main')}</Tag>}
        </Row>
      }
      hint={
        <>
          {hint}
          <br />
          <Status tone={on ? 'good' : 'off'}>{text(on ? 'modules.on' : 'modules.off')}</Status>
        </>
      }
      end={
        <Button
          small
          pending={change.pending}
          aria-label={text(on ? 'modules.off-label' : 'modules.on-label', { module: title })}
          onClick={() => void press()}
        >
          {text(on ? 'modules.switch-off' : 'modules.switch-on')}
        </Button>
      }
    />
  )
}

function Sign({ module }: { module: string }) {
  const { icon: Mark } = useKindText()(module)
  return (
    <span className="door-mark" aria-hidden="true">
      <Mark size={20} stroke={1.6} />
    </span>
  )
}
