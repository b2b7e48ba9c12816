import {
  IconDeviceDesktop,
  IconDeviceLaptop,
  IconDeviceMobile,
  IconDeviceTablet,
  IconTerminal2,
} from '@tabler/icons-react'
import { useAction, useCall, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ask } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { useAccountText } from '../account/texts.tsx'
import { logOut } from '../contract.ts'
import { type Device, endDevice, endOtherDevices, listDevices } from './contract.ts'

const icons = {
  phone: IconDeviceMobile,
  tablet: IconDeviceTablet,
  computer: IconDeviceLaptop,
  script: IconTerminal2,
}

export function DevicesPage() {
  const say = useAccountText()
  const call = useCall()
  const { items } = useRead(listDevices)
  const here = items.filter((it) => it.isCurrent)
  const others = items.filter((it) => !it.isCurrent)
  const endOthers = useAction(endOtherDevices, {
    refreshes: [listDevices],
    done: say('devices.ended-others'),
  })
  const leaveOthers = async () => {
    const isSure = await ask({
      title: say('devices.end-others-ask'),
      text: say('devices.end-others-text'),
      confirm: say('devices.end-others'),
      danger: true,
    })
    if (isSure) await endOthers.run()
  }
  const leaveEverywhere = async () => {
    const isSure = await ask({
      title: say('devices.all-ask'),
      text: say('devices.all-text'),
      confirm: say('devices.all'),
      danger: true,
    })
    if (!isSure) return
    await call(logOut, { everywhere: true })
    location.assign('/login') // a fresh document: nothing of this person stays in memory
  }

  return (
    <Page title={say('devices.title')} subtitle={say('devices.subtitle')} narrow>
      <Panel title={say('devices.here')} flush>
        <Items label={say('devices.here')}>
          {here.map((it) => (
            <Line key={it.id} device={it} />
          ))}
        </Items>
      </Panel>
      <Panel
        title={say('devices.others')}
        flush
        actions={
          others.length > 1 && (
            <Button small pending={endOthers.pending} onClick={() => void leaveOthers()}>
              {say('devices.end-others')}
            </Button>
          )
        }
      >
        {others.length === 0 ? (
          <EmptyState icon={IconDeviceDesktop} title={say('devices.none')}>
            {say('devices.none-hint')}
          </EmptyState>
        ) : (
          <Items label={say('devices.others')}>
            {others.map((it) => (
              <Line key={it.id} device={it} />
            ))}
          </Items>
        )}
      </Panel>
      <Panel title={say('devices.all')} hint={say('devices.all-hint')}>
        <Button look="danger" onClick={() => void leaveEverywhere()}>
          {say('devices.all')}
        </Button>
      </Panel>
    </Page>
  )
}

function Line({ device }: { device: Device }) {
  const say = useAccountText()
  const format = useFormat()
  const end = useAction(endDevice, { refreshes: [listDevices], done: say('devices.ended') })
  const { id: deviceId, form, address, createdAt, lastSeenAt, isCurrent } = device
  const Icon = icons[form]
  return (
    <Item
      lead={<Icon aria-hidden="true" />}
      title={useDeviceName(device)}
      hint={
        <>
          {!isCurrent && (
            <>
              {say('devices.seen', { when: format.relative(lastSeenAt) })}
              <br />
            </>
          )}
          {say('devices.since', { when: format.relative(createdAt), address })}
        </>
      }
      end={
        !isCurrent && (
          <Button small pending={end.pending} onClick={() => void end.run({ deviceId })}>
            {say('devices.end')}
          </Button>
        )
      }
    />
  )
}

function useDeviceName({ form, browser, system }: Device): string {
  const say = useAccountText()
  if (form === 'script' && browser) return say('devices.script', { name: browser })
  if (browser && system) return say('devices.on', { browser, system })
  return browser ?? system ?? say('devices.unknown')
}
