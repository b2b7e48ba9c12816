/** This browser and the others that show notices while no page is open. */
import { IconDeviceMobile } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAction, useRead } from '#web/api.tsx'
import { useFormat } from '#web/format.tsx'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Item, Items, Panel } from '#web/ui/Panel.tsx'
import { addPushDevice, listPushDevices, removePushDevice } from './contract.ts'
import { canPush, endpointHere, subscribe, unsubscribe } from './browser.tsx'
import { devicesTexts } from './texts.tsx'

const refreshes = [listPushDevices]

export function DevicePanel() {
  const { publicKey, devices } = useRead(listPushDevices)
  // Where the installation has no keys, nothing is promised.
  if (publicKey === null) return null
  return <Devices publicKey={publicKey} devices={devices} />
}

type DevicesProps = {
  publicKey: string
  devices: readonly { id: string; agent: string; createdAt: string; lastSentAt: string | null }[]
}

function Devices({ publicKey, devices }: DevicesProps) {
  const text = useText(devicesTexts)
  const format = useFormat()
  const add = useAction(addPushDevice, { refreshes, done: text('push.added') })
  const remove = useAction(removePushDevice, { refreshes, done: text('push.removed') })
  const [here, setHere] = useState<string | null>()
  const [isRefused, refuse] = useState(false)
  useEffect(() => {
    void endpointHere().then(setHere)
  }, [])
  const allow = async () => {
    const device = await subscribe(publicKey)
    refuse(device === null)
    if (!device) return
    await add.run(device)
    setHere(device.endpoint)
  }
  const end = async (deviceId: string) => {
    await remove.run({ deviceId })
    if (devices.length === 1) await unsubscribe()
    setHere(await endpointHere())
  }
  return (
    <Panel title={text('push.title')} hint={text('push.hint')}>
      {isRefused && <Notice tone="warning">{text('push.refused')}</Notice>}
      {!canPush() && <p className="hint">{text('push.unable')}</p>}
      {canPush() && here === null && (
        <Button icon={IconDeviceMobile} pending={add.pending} onClick={() => void allow()}>
          {text('push.add')}
        </Button>
      )}
      {devices.length > 0 && (
        <Items label={text('push.title')}>
          {devices.map((it) => (
            <Item
              key={it.id}
              title={it.agent || text('push.unnamed')}
              hint={
                it.lastSentAt
                  ? text('push.last', { when: format.relative(it.lastSentAt) })
                  : text('push.since', { when: format.relative(it.createdAt) })
              }
              end={
                <Button small look="quiet" onClick={() => void end(it.id)}>
                  {text('push.remove')}
                </Button>
              }
            />
          ))}
        </Items>
      )}
    </Panel>
  )
}
