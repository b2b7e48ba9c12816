/** The frame of every page: one heading, what the page is for, what can be done. */
import { IconArrowLeft } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from '../go.tsx'
import { useOpenWorkspace } from '../session.tsx'
import { useText } from '../text.tsx'
import type fr from '../locales/fr.ts'

/** Set by the router when the address changes: the next heading that appears takes the focus. */
export const arrival = { expected: false }

type PageProps = {
  title: string
  subtitle?: ReactNode
  /** Buttons beside the title, the main one last. */
  actions?: ReactNode
  /** Where the page hangs: an address of the area and its name. */
  back?: { to: `/${string}`; text: string }
  /** One column of reading or a form. */
  narrow?: boolean
  children: ReactNode
}

export function Page({ title, subtitle, actions, back, narrow, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const place = useOpenWorkspace()?.name ?? 'Socle'
  useEffect(() => {
    document.title = `${title} · ${place}`
    if (!arrival.expected) return
    arrival.expected = false
    heading.current?.focus({ preventScroll: true })
  }, [title, place])

  return (
    <div className={narrow ? 'page narrow' : 'page'}>
      <header className="page-head">
        <div className="page-title">
          {back && (
            <Link to={back.to} className="back">
              <IconArrowLeft size={16} stroke={1.8} />
              {back.text}
            </Link>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle && <p className="page-subtitle">{subtitle}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A page for people who are not inside yet: one card in the middle. */
export function GuestPage({
  title,
  subtitle,
  children,
  footer,
}: Omit<PageProps, 'actions' | 'back' | 'narrow'> & { footer?: ReactNode }) {
  return (
    <div className="guest-card">
      <Page title={title} subtitle={subtitle}>
        {children}
      </Page>
      {footer && <footer className="guest-foot">{footer}</footer>}
    </div>
  )
}

/** What a page shows while its first reading is on the way. */
export function PageSkeleton() {
  const text = useText<typeof fr>()
  return (
    <div className="page" aria-busy="true" role="status" aria-label={text('app.loading')}>
      <div className="page-head">
        <div className="page-title">
          <span className="bone" data-size="title" />
          <span className="bone" data-size="line" />
        </div>
      </div>
      <div className="panel bones">
        {[72, 54, 63, 48, 68].map((width) => (
          <span key={width} className="bone" style={{ width: `${width}%` }} />
        ))}
      </div>
    </div>
  )
}
