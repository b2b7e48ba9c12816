import { encode } from 'uqr'

/** A QR code that any camera reads: dark on white also at night, with the quiet zone of the standard. */
export function Picture({ of: words, label }: { of: string; label: string }) {
  const { data, size } = encode(words, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      className="badge-picture"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  )
}
