/** The sign of the house: three stones, each carrying the next. */
export const Mark = ({ size = 22 }: { size?: number }) => (
  <svg className="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <rect x="8" y="3.5" width="8" height="4.6" rx="1.4" />
    <rect x="5" y="9.7" width="14" height="4.6" rx="1.4" opacity=".82" />
    <rect x="2" y="15.9" width="20" height="4.6" rx="1.4" opacity=".62" />
  </svg>
)

/** The same stones, stacked high in front of the sun: a quiet picture for the way in. */
export const Plinth = () => (
  <svg
    className="plinth"
    viewBox="0 0 480 420"
    preserveAspectRatio="xMidYMax slice"
    aria-hidden="true"
  >
    <circle cx="318" cy="132" r="78" className="sun" />
    {stones.map(([x, y, width, light]) => (
      <rect
        key={`${x} ${y}`}
        x={x}
        y={y}
        width={width}
        height="52"
        rx="7"
        style={{ fill: `color-mix(in srgb, #86bfb3 ${light}%, var(--deep))` }}
      />
    ))}
    <rect x="212" y="214" width="72" height="52" rx="7" className="warm" />
  </svg>
)

/** Left edge, top edge, width, light: each row is carried by a longer one. */
const stones = [
  [168, 94, 116, 100],
  [128, 154, 92, 80],
  [228, 154, 104, 92],
  [84, 214, 120, 66],
  [292, 214, 90, 74],
  [40, 274, 104, 50],
  [152, 274, 150, 60],
  [310, 274, 122, 44],
  [-30, 334, 130, 30],
  [108, 334, 112, 40],
  [228, 334, 140, 32],
  [376, 334, 140, 24],
  [-40, 394, 560, 18],
] as const
