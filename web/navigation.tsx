/** Where one is: the browser's history, and a page that is shown once it is there. */
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useSyncExternalStore,
} from 'react'
import { newId } from '#kernel/ids.ts'
import type { Params } from './addresses.tsx'

export type Place = {
  /** As it is written, from the first slash on. */
  href: string
  pathname: string
  /** Plain strings: what a person reads in the address is what the page receives. */
  search: Readonly<Record<string, string>>
}
/** What is on the screen, and where that is. */
export type Scene = { place: Place; params: Params; view: ReactNode }

/** Thrown on the way to a page: another one is meant. */
export class Redirect extends Error {
  readonly href: string

  constructor(href: string) {
    super(`to ${href}`)
    this.href = href
  }
}

type Ways = {
  /** Fetches what a place needs before it can be shown. */
  open(place: Place): Promise<Omit<Scene, 'place'>>
  /** Somebody is about to go there. */
  warm?(place: Place): void
  /** Another page comes, and not for the first time. */
  onLeave?(): void
}
export type GoOptions = {
  /** In place of the entry that one is at. */
  replace?: boolean
  /** What is on the screen stays under the eye: a filter, not a page. */
  stay?: boolean
}

const SCROLLED = 'socle.scrolled'

export class Navigation {
  scene: Scene | undefined
  isMoving = false
  readonly #ways: Ways
  readonly #watchers = new Set<() => void>()
  /** How far each entry of the history was read. */
  readonly #scrolled: Record<string, number> = JSON.parse(sessionStorage.getItem(SCROLLED) ?? '{}')
  #entry = entryOf(history.state)
  #turn = 0
  #height: number | undefined

  constructor(ways: Ways) {
    this.#ways = ways
  }

  /** Shows the page of the browser's address, and follows it from then on. */
  start(): Promise<void> {
    history.scrollRestoration = 'manual'
    addEventListener('popstate', this.#return)
    addEventListener('pagehide', this.#keep)
    this.#height = this.#scrolled[this.#entry]
    history.replaceState({ entry: this.#entry }, '')
    return this.#arrive()
  }

  stop(): void {
    removeEventListener('popstate', this.#return)
    removeEventListener('pagehide', this.#keep)
  }

  /** Resolves when the page is on the screen. */
  go(href: string, { replace = false, stay = false }: GoOptions = {}): Promise<void> {
    this.#remember()
    const isHere = new URL(href, location.href).href === location.href
    const entry = replace || isHere ? this.#entry : newId()
    if (entry === this.#entry) history.replaceState({ entry }, '', href)
    else history.pushState({ entry }, '', href)
    this.#entry = entry
    this.#height = stay ? undefined : 0
    return this.#arrive()
  }

  /** Asks for the same page again: what it stood on has changed, or it failed. */
  again(): Promise<void> {
    return this.#arrive()
  }

  warm(href: string): void {
    this.#ways.warm?.(placeOf(new URL(href, location.href)))
  }

  watch = (tell: () => void): (() => void) => {
    this.#watchers.add(tell)
    return () => this.#watchers.delete(tell)
  }

  /** The page is on the screen: it is read from where it was left, or from the top. */
  settle(): void {
    const height = this.#height
    this.#height = undefined
    const aim = location.hash && document.getElementById(location.hash.slice(1))
    if (height === 0 && aim) aim.scrollIntoView()
    else if (height !== undefined) scrollTo(0, height)
  }

  async #arrive(): Promise<void> {
    const turn = ++this.#turn
    const place = placeOf(location)
    if (this.scene && this.scene.place.pathname !== place.pathname) this.#ways.onLeave?.()
    this.isMoving = true
    this.#tell()
    try {
      const found = await this.#ways.open(place)
      if (turn !== this.#turn) return
      this.scene = { place, ...found }
    } catch (error) {
      if (turn !== this.#turn) return
      if (error instanceof Redirect) return this.go(error.href, { replace: true })
      throw error
    }
    this.isMoving = false
    this.#tell()
  }

  #return = (): void => {
    const { pathname, search } = location
    const here = this.scene?.place.href
    // A jump inside the page is the browser's own.
    if (here === pathname + search) return
    this.#remember()
    this.#entry = entryOf(history.state)
    this.#height = this.#scrolled[this.#entry] ?? 0
    void this.#arrive()
  }

  #remember(): void {
    this.#scrolled[this.#entry] = scrollY
  }

  #keep = (): void => {
    this.#remember()
    sessionStorage.setItem(SCROLLED, JSON.stringify(this.#scrolled))
  }

  #tell(): void {
    for (const tell of this.#watchers) tell()
  }
}

const entryOf = (state: unknown): string => (state as { entry?: string } | null)?.entry ?? newId()

const placeOf = ({ pathname, search }: Pick<URL, 'pathname' | 'search'>): Place => ({
  href: pathname + search,
  pathname,
  search: Object.fromEntries(new URLSearchParams(search)),
})

const NavigationContext = createContext<Navigation | null>(null)

export function NavigationProvider({
  navigation,
  children,
}: {
  navigation: Navigation
  children: ReactNode
}) {
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('no NavigationProvider around this component')
  return navigation
}

function useScene(): Scene | undefined {
  const navigation = useNavigation()
  return useSyncExternalStore(navigation.watch, () => navigation.scene)
}

const nowhere: Place = { href: '', pathname: '', search: {} }

/** Where the page on the screen is; its parameters are in `useParams`. */
export const usePlace = (): Place => useScene()?.place ?? nowhere

const none: Params = {}

export const useParams = (): Params => useScene()?.params ?? none

export function useIsMoving(): boolean {
  const navigation = useNavigation()
  return useSyncExternalStore(navigation.watch, () => navigation.isMoving)
}

/** What is on the screen. */
export const Screen = () => useScene()?.view

/** Stands beside a page, behind the same waiting: it is there when the page is. */
export function Settled() {
  const navigation = useNavigation()
  const scene = useScene()
  useLayoutEffect(() => navigation.settle(), [navigation, scene])
  return null
}
