/** In the head of every page: sends what waits, and says how much that is. */
import { IconCloudUp } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { useKeeper, useSending, useStored } from './keeper.tsx'
import { isWaiting } from './rules.ts'
import { fieldTexts } from './texts.tsx'
import { installWorker } from './worker.tsx'

export function FieldCorner() {
  const text = useText(fieldTexts)
  const keeper = useKeeper()
  useSending(keeper)
  useEffect(() => void installWorker(), [])
  const items = useStored(keeper.store, () => keeper.store.items(), 'items') ?? []
  const count = items.filter((it) => isWaiting(it.state) || it.state === 'rejected').length
  if (count === 0) return null
  return (
    <Link
      to="/field/waiting"
      className="icon-button"
      aria-label={text('fieldwork.corner', { count })}
    >
      <IconCloudUp size={20} stroke={1.7} />
    </Link>
  )
}
