/** Buttons say what happens. One filled button a page; the others are plain or quiet. */
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from '../go.tsx'
import type { Icon } from '../pages.tsx'

type Look = {
  look?: 'filled' | 'plain' | 'quiet' | 'danger'
  small?: boolean
  wide?: boolean
  icon?: Icon
  children: ReactNode
}

export type ButtonProps = Look & {
  pending?: boolean
} & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>

export function Button({
  look = 'plain',
  small,
  wide,
  icon: Mark,
  pending,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className="button"
      data-look={look}
      data-small={small || undefined}
      data-wide={wide || undefined}
      data-pending={pending || undefined}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      {...rest}
    >
      {Mark && <Mark size={18} stroke={1.8} />}
      <span>{children}</span>
    </button>
  )
}

type LinkButtonProps = Look & { to: `/${string}`; absolute?: boolean }

/** A link that looks like a button: it goes somewhere, so it is a link. */
export function LinkButton({
  look = 'plain',
  small,
  wide,
  icon: Mark,
  children,
  ...rest
}: LinkButtonProps) {
  const looks = ['button', look, small && 'small', wide && 'wide'].filter(Boolean).join(' ')
  return (
    <Link {...rest} className={looks}>
      {Mark && <Mark size={18} stroke={1.8} />}
      <span>{children}</span>
    </Link>
  )
}

type IconButtonProps = { label: string; icon: Icon } & ButtonHTMLAttributes<HTMLButtonElement>

/** An icon alone still has a name. */
export function IconButton({ label, icon: Mark, ...rest }: IconButtonProps) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} {...rest}>
      <Mark size={20} stroke={1.7} />
    </button>
  )
}
