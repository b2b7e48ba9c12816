/** What has become of the work, in one line that is always there: on the server, on its way, without a network, in trouble. */
import { IconAlertTriangle, IconCloudCheck, IconCloudUp, IconWifiOff } from '@tabler/icons-react'
import { Link } from '#web/go.tsx'
import { useText } from '#web/text.tsx'
import { barState, type Tally } from './rules.ts'
import type { Line } from './sending.tsx'
import { fieldTexts } from './texts.tsx'

const marks = {
  registered: IconCloudCheck,
  waiting: IconCloudUp,
  offline: IconWifiOff,
  problem: IconAlertTriangle,
}

type FieldBarProps = {
  tally: Tally
  line: Line
  /** Stands in the queue itself. */
  isThere?: boolean
}

export function FieldBar({ tally, line, isThere }: FieldBarProps) {
  const text = useText(fieldTexts)
  const state = barState(tally, line !== 'cut')
  const Mark = marks[state]
  const answers = text('fieldwork.answers', { count: tally.answers })
  const photos = text('fieldwork.photos', { count: tally.photos })
  const said = {
    registered: text('fieldwork.bar.registered', { answers, photos }),
    waiting:
      tally.waiting > 0
        ? text('fieldwork.bar.waiting', { count: tally.waiting })
        : text('fieldwork.bar.checking'),
    offline: text('fieldwork.bar.offline', { answers, photos }),
    problem: text('fieldwork.bar.problem', { count: tally.rejected + tally.conflicts }),
  }[state]
  return (
    <div className="fieldbar" data-state={state}>
      <Mark size={20} stroke={1.8} />
      <p role="status">
        {said}
        {line === 'signed-out' && <> {text('fieldwork.bar.signed-out')}</>}
      </p>
      {!isThere && (
        <Link to="/field/waiting" className="fieldbar-more">
          {text('fieldwork.queue')}
        </Link>
      )}
    </div>
  )
}
