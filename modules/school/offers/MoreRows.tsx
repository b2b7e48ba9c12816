import { useEffect, useRef } from 'react'
import { useText } from '#web/text.tsx'
import { Button } from '#web/ui/Button.tsx'
import { schoolTexts } from '../texts.tsx'

/** Reads on shortly before the end comes into sight; the button stays for keyboards and for what failed. */
const AHEAD = '600px 0px'

/** The end of a list: the next page comes by itself while one scrolls. */
export function MoreRows({
  more,
  isLoading,
}: {
  more: (() => void) | undefined
  isLoading: boolean
}) {
  const text = useText(schoolTexts)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const here = end.current
    if (!here || !more || isLoading || !('IntersectionObserver' in window)) return
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) more()
      },
      { rootMargin: AHEAD },
    )
    watch.observe(here)
    return () => watch.disconnect()
  }, [more, isLoading])
  if (!more) return null
  return (
    <div className="more" ref={end}>
      <Button onClick={more} pending={isLoading}>
        {text('exchange.statement.more')}
      </Button>
    </div>
  )
}
