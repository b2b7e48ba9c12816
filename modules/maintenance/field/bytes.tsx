/** An address at which the browser shows bytes that lie in the database; given back when nobody looks any more. */
import { useEffect, useState } from 'react'

type Shown = { bytes: ArrayBuffer; type: string }

export function useBytes(load: () => Promise<Shown | undefined>, key: string): string | undefined {
  const [url, set] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    let isGone = false
    const show = async () => {
      const found = await load()
      if (isGone || !found) return
      made = URL.createObjectURL(new Blob([found.bytes], { type: found.type }))
      set(made)
    }
    void show()
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says what is loaded
  }, [key])
  return url
}
