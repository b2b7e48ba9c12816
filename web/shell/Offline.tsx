/** Says when the device has no network, before somebody finds out by losing work. */
import { IconWifiOff } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import type fr from '../locales/fr.ts'
import { useText } from '../text.tsx'

const watch = (tell: () => void) => {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

export function Offline() {
  const text = useText<typeof fr>()
  const isOnline = useSyncExternalStore(watch, () => navigator.onLine)
  return (
    <div role="status">
      {!isOnline && (
        <p className="offline">
          <IconWifiOff size={18} stroke={1.8} />
          {text('app.offline')}
        </p>
      )}
    </div>
  )
}
