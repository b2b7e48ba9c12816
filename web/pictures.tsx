/** Pictures of people: a page names members, and all that it names within a moment are asked for at once. */
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'

/** Where each of these members' pictures is; who has none is not in it. */
export type AskPictures = (memberIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

const AT_ONCE = 60
/** Who changes their picture is seen so by the others after this. */
const FRESH_MS = 300_000

class Album {
  #known = new Map<string, { picture: string | null; at: number }>()
  #wanted = new Set<string>()
  #watchers = new Set<() => void>()
  readonly #ask: AskPictures

  constructor(ask: AskPictures) {
    this.#ask = ask
  }

  readonly watch = (told: () => void) => {
    this.#watchers.add(told)
    return () => void this.#watchers.delete(told)
  }

  of(memberId: string): string | null {
    return this.#known.get(memberId)?.picture ?? null
  }

  want(memberId: string) {
    const known = this.#known.get(memberId)
    if (known && Date.now() - known.at < FRESH_MS) return
    if (this.#wanted.size === 0) setTimeout(() => void this.#fetch())
    this.#wanted.add(memberId)
  }

  async #fetch() {
    const wanted = [...this.#wanted]
    this.#wanted.clear()
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const ids = wanted.slice(from, from + AT_ONCE)
      // Without an answer everybody keeps their initials, and the next page asks again.
      const found = await this.#ask(ids).catch(() => undefined)
      if (!found) return
      const at = Date.now()
      for (const id of ids) this.#known.set(id, { picture: found.get(id) ?? null, at })
      for (const told of this.#watchers) told()
    }
  }
}

const AlbumContext = createContext<Album | null>(null)

/** One for the whole time in a workspace, so that nobody is asked for twice. */
export function PicturesProvider({ ask, children }: { ask: AskPictures; children: ReactNode }) {
  const [album] = useState(() => new Album(ask))
  return <AlbumContext value={album}>{children}</AlbumContext>
}

const nothingToWatch = () => () => undefined

/** The address of a member's picture, once it is known that there is one. */
export function usePicture(memberId: string | null | undefined): string | null {
  const album = useContext(AlbumContext)
  useEffect(() => {
    if (memberId) album?.want(memberId)
  }, [album, memberId])
  return useSyncExternalStore(album?.watch ?? nothingToWatch, () =>
    memberId ? (album?.of(memberId) ?? null) : null,
  )
}
