/** The sign of the house: three stones, each carrying the next. */
export const Mark = ({ size = 22 }: { size?: number }) => (
  <svg className="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <rect x="8" y="3.5" width="8" height="4.6" rx="1.4" />
    <rect x="5" y="9.7" width="14" height="4.6" rx="1.4" opacity=".82" />
    <rect x="2" y="15.9" width="20" height="4.6" rx="1.4" opacity=".62" />
  </svg>
)

/** The same stones, wide: a quiet picture for the way in. */
export const Plinth = () => (
  <svg className="plinth" viewBox="0 0 480 420" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
    <circle cx="352" cy="96" r="54" className="sun" />
    <path d="M180 150 h120 v48 h-120 z" opacity=".95" />
    <path d="M132 206 h106 v48 h-106 z" opacity=".72" />
    <path d="M246 206 h106 v48 h-106 z" opacity=".84" />
    <path d="M84 262 h128 v48 h-128 z" opacity=".6" />
    <path d="M220 262 h74 v48 h-74 z" opacity=".46" />
    <path d="M302 262 h100 v48 h-100 z" opacity=".64" />
    <path d="M36 318 h96 v48 h-96 z" opacity=".38" />
    <path d="M140 318 h150 v48 h-150 z" opacity=".5" />
    <path d="M298 318 h150 v48 h-150 z" opacity=".34" />
    <path d="M-20 374 h520 v60 h-520 z" opacity=".22" />
  </svg>
)
