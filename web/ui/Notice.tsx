/** A sentence that matters: a fault, a warning, good news, something to know. */
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'

const marks = {
  error: IconAlertCircle,
  warning: IconAlertTriangle,
  good: IconCircleCheck,
  info: IconInfoCircle,
}

type NoticeProps = { tone?: keyof typeof marks; action?: ReactNode; children: ReactNode }

export function Notice({ tone = 'info', action, children }: NoticeProps) {
  const Mark = marks[tone]
  return (
    <div className="notice" data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Mark size={18} stroke={1.8} />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  )
}
