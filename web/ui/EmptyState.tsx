/** An empty place says what it will hold and how to begin. */
import type { ReactNode } from 'react'
import type { Icon } from '../pages.tsx'

type EmptyStateProps = { icon: Icon; title: string; children?: ReactNode; action?: ReactNode }

export function EmptyState({ icon: Mark, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="empty-mark">
        <Mark size={26} stroke={1.5} />
      </span>
      <p className="empty-title">{title}</p>
      {children && <p className="hint">{children}</p>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}
