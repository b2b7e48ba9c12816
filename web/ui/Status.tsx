/** Small facts at a glance: state, person, figure. Colour never speaks alone. */
import type { ReactNode } from 'react'
import { usePicture } from '../pictures.tsx'

export type Tone = 'wait' | 'busy' | 'good' | 'bad' | 'info' | 'off'

/** A dot and a word. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="status" data-tone={tone}>
      <i aria-hidden="true" />
      {children}
    </span>
  )
}

export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>
}

const words = (name: string) => name.split(/[\s-]+/).filter(Boolean)

/** Of its words, not of a number before them: «#12 Clé du local» is CD. */
function initials(name: string) {
  const spoken = words(name).filter((it) => /^\p{L}/u.test(it))
  return (spoken.length > 0 ? spoken : words(name))
    .slice(0, 2)
    .map((word) => [...word][0]!.toUpperCase())
    .join('')
}

/** The same name always has the same of six quiet hues. */
const hue = (name: string) =>
  [...name].reduce((sum, it) => (sum * 31 + it.codePointAt(0)!) % 9973, 7) % 6

type AvatarProps = {
  name: string
  large?: boolean
  /** A member of the open workspace: their picture comes by itself. */
  of?: string | null | undefined
  /** The address of a picture that is known already. */
  picture?: string | null | undefined
}

export function Avatar({ name, large, of, picture }: AvatarProps) {
  const own = usePicture(of)
  const shown = picture ?? own
  return (
    <span
      className="avatar"
      data-hue={hue(name)}
      data-large={large || undefined}
      aria-hidden="true"
    >
      {shown ? <img src={shown} alt="" /> : initials(name)}
    </span>
  )
}

/** What stands for a workspace: its sign, or its first letter in its colour. */
export function PlaceSign({ name, logo }: { name: string; logo?: string | null | undefined }) {
  return logo ? (
    <img className="place-logo" src={logo} alt="" />
  ) : (
    <span className="place-sign" aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  )
}

type PersonProps = { name: string; hint?: ReactNode; of?: string | null | undefined }

export function Person({ name, hint, of }: PersonProps) {
  return (
    <span className="person">
      <Avatar name={name} of={of} />
      <span>
        <span className="person-name">{name}</span>
        {hint && <span className="hint">{hint}</span>}
      </span>
    </span>
  )
}

type StatProps = { label: string; value: ReactNode; hint?: ReactNode; tone?: 'good' | 'bad' }

export function Stat({ label, value, hint, tone }: StatProps) {
  return (
    <div className="stat" data-tone={tone}>
      <span className="stat-label">{label}</span>
      <strong className="stat-value">{value}</strong>
      {hint && <span className="hint">{hint}</span>}
    </div>
  )
}

/** Figures side by side in one panel. */
export function Stats({ children }: { children: ReactNode }) {
  return <div className="panel stats">{children}</div>
}

/** Where a value lies between two limits, with a mark at zero when it is inside. */
export function Gauge({
  label,
  value,
  min,
  max,
}: {
  label: string
  value: number
  min: number
  max: number
}) {
  const at = (it: number) => `${Math.min(100, Math.max(0, ((it - min) / (max - min)) * 100))}%`
  const zero = Math.min(Math.max(0, min), max)
  return (
    <div
      className="gauge"
      role="meter"
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={value}
      data-low={value < zero || undefined}
    >
      <span
        className="gauge-fill"
        style={{
          insetInlineStart: at(Math.min(value, zero)),
          insetInlineEnd: `calc(100% - ${at(Math.max(value, zero))})`,
        }}
      />
      {zero > min && zero < max && (
        <span className="gauge-zero" style={{ insetInlineStart: at(zero) }} />
      )}
      <span className="gauge-mark" style={{ insetInlineStart: at(value) }} />
    </div>
  )
}
