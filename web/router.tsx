/** All pages of all parts as one list of addresses; each page is a chunk that comes when it is needed. */
import type { QueryClient } from '@tanstack/react-query'
import { type ComponentType, createElement, type ReactNode, Suspense, use } from 'react'
import { locales } from '#kernel/text.ts'
import { addresses, type Params } from './addresses.tsx'
import { overHttp } from './http.tsx'
import { Navigation, type Place, Redirect, Settled } from './navigation.tsx'
import { type Area, isOn, type PageEntry, type PartPages } from './pages.tsx'
import { type Doors, lastWorkspace, type Session } from './session.tsx'
import { AccountFrame, GuestFrame, WorkspaceFrame } from './shell/frames.tsx'
import { Fenced, NotFoundPage, PageFault } from './shell/faults.tsx'
import { hasChosenLocale, type Texts } from './text.tsx'
import { arrival, PageSkeleton } from './ui/Page.tsx'

export type Shell = {
  parts: readonly PartPages[]
  doors: Doors
  texts: Texts
  queries: QueryClient
}

const below: Record<Area, string> = { workspace: '/app/$slug', account: '/account', guest: '' }
/** So long the page before stays; then the place of the next one is shown. */
const PATIENCE_MS = 1000

type Found = { part: PartPages; page: PageEntry }

export function createShell({ parts, doors, texts, queries }: Shell): Navigation {
  const pageAt = addresses(
    parts.flatMap((part) =>
      Object.entries(part.pages).map(
        ([path, page]) => [below[part.area ?? 'workspace'] + path, { part, page }] as const,
      ),
    ),
  )

  const readSession = async (): Promise<Session | null> => {
    const found = await queries.ensureQueryData({ queryKey: ['session'], queryFn: doors.session })
    const wanted = locales.find((it) => it === found?.user.locale)
    if (wanted && wanted !== texts.locale && !hasChosenLocale()) await texts.choose(wanted)
    return found
  }
  const toLogin = (href: string) => `/login?to=${encodeURIComponent(href)}`
  const person = async (href: string) => {
    const found = await readSession()
    if (!found) throw new Redirect(toLogin(href))
    return found
  }
  const callIn = (slug?: string) =>
    overHttp({
      slug,
      locale: () => texts.locale,
      onSignedOut: () => {
        if (queries.getQueryData(['session']) === null) return
        queries.setQueryData(['session'], null)
        void navigation.go(toLogin(location.pathname + location.search))
      },
    })
  const addTexts = (from: readonly PartPages[]) =>
    Promise.all(from.map((it) => it.words && texts.add(it.words)))

  /** The page's component, once its words are there too. */
  const load = ({ part, page }: Found): Promise<ComponentType> => {
    const words = part.texts ? [part.texts, ...page.texts] : page.texts
    const loading = Promise.all([page.load(), ...words.map((it) => texts.add(it))]).then(
      ([module]) => module[page.name]!,
    )
    loading.then(
      // So React knows without asking that nothing is left to wait for.
      (value) => Object.assign(loading, { status: 'fulfilled', value }),
      (reason: unknown) => Object.assign(loading, { status: 'rejected', reason }),
    )
    return loading
  }

  /** From an address without a page to the one where this person begins. */
  const start = async () => {
    const found = await readSession()
    if (!found) return (await doors.guestStart?.()) ?? '/login'
    const slugs = found.workspaces.map((it) => it.slug)
    const slug = slugs.find((it) => it === lastWorkspace.read()) ?? slugs[0]
    return slug ? `/app/${slug}` : doors.firstStep
  }

  const workspaceFrame = async (slug: string, href: string, part?: PartPages) => {
    const session = await person(href)
    const queryFn = () => doors.workspace(slug)
    const workspace = await queries.ensureQueryData({ queryKey: ['workspace', slug], queryFn })
    await addTexts(parts.filter((it) => isOn(it, workspace)))
    lastWorkspace.write(slug)
    const inside = { session, workspace, call: callIn(slug), parts, doors }
    return {
      isShut: part !== undefined && !isOn(part, workspace),
      around: (page: ReactNode) => (
        <WorkspaceFrame key={slug} {...inside}>
          {page}
        </WorkspaceFrame>
      ),
    }
  }
  const accountFrame = async (href: string) => {
    await addTexts(parts.filter((it) => it.area === 'account'))
    const inside = { session: await person(href), call: callIn(), parts, doors }
    return (page: ReactNode) => <AccountFrame {...inside}>{page}</AccountFrame>
  }
  const guestFrame = async (slug?: string) => {
    const inside = { session: await readSession(), call: callIn(slug), slug }
    return (page: ReactNode) => <GuestFrame {...inside}>{page}</GuestFrame>
  }

  const open = async ({ pathname, href }: Place): Promise<{ params: Params; view: ReactNode }> => {
    const [area, slug] = pathname.split('/').slice(1)
    const isStart = !area || (area === 'app' && !slug)
    if (isStart) throw new Redirect(await start())
    const found = pageAt(pathname)
    const params = found?.params ?? {}
    // It comes while the server is asked who this is.
    const loading = found && load(found.entry)

    let isShut = false
    let around = (page: ReactNode) => page
    if (area === 'app' && slug)
      ({ isShut, around } = await workspaceFrame(slug, href, found?.entry.part))
    else if (area === 'account') around = await accountFrame(href)
    else around = await guestFrame(params['slug'])

    if (!loading || isShut) return { params, view: around(<NotFoundPage />) }
    await Promise.race([loading.catch(() => undefined), patience()])
    const page = (
      <Fenced>
        <Suspense key={pathname} fallback={<PageSkeleton />}>
          <Settled />
          <Loaded page={loading} />
        </Suspense>
      </Fenced>
    )
    return { params, view: around(page) }
  }

  const navigation: Navigation = new Navigation({
    open: (place) =>
      open(place).catch(async (error: unknown) => {
        if (error instanceof Redirect) throw error
        const around = await guestFrame().catch(() => (page: ReactNode) => page)
        return { params: {}, view: around(<PageFault error={error} />) }
      }),
    warm: ({ pathname }) => {
      const found = pageAt(pathname)
      if (found) void load(found.entry)
    },
    onLeave: () => {
      arrival.expected = true
    },
  })
  return navigation
}

const patience = () => new Promise<void>((done) => setTimeout(done, PATIENCE_MS))

function Loaded({ page }: { page: Promise<ComponentType> }) {
  return createElement(use(page))
}
