/** All pages of all parts as one tree of addresses; each page is a chunk that comes when it is needed. */
import type { QueryClient } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  notFound,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router'
import { overHttp } from './http.tsx'
import { type Area, isOn, type PartPages } from './pages.tsx'
import { type Doors, lastWorkspace, type Session, type Workspace } from './session.tsx'
import { AccountFrame, GuestFrame, Root, WorkspaceFrame } from './shell/frames.tsx'
import { NotFoundPage, PageFault } from './shell/faults.tsx'
import { hasChosenLocale, type Texts } from './text.tsx'
import { arrival, PageSkeleton } from './ui/Page.tsx'
import { locales } from '#kernel/text.ts'

export type Shell = {
  parts: readonly PartPages[]
  doors: Doors
  texts: Texts
  queries: QueryClient
}

export function createShell({ parts, doors, texts, queries }: Shell, history?: RouterHistory) {
  const session = async (): Promise<Session | null> => {
    const found = await queries.ensureQueryData({ queryKey: ['session'], queryFn: doors.session })
    const wanted = locales.find((it) => it === found?.user.locale)
    if (wanted && wanted !== texts.locale && !hasChosenLocale()) await texts.choose(wanted)
    return found
  }
  const person = async (href: string) => {
    const found = await session()
    if (!found) throw redirect({ href: `/login?to=${encodeURIComponent(href)}` })
    return found
  }
  const callIn = (slug?: string) =>
    overHttp({
      slug,
      locale: () => texts.locale,
      onSignedOut: () => {
        if (queries.getQueryData(['session']) === null) return
        queries.setQueryData(['session'], null)
        const here = location.pathname + location.search
        void router.navigate({ href: `/login?to=${encodeURIComponent(here)}` })
      },
    })

  const root = createRootRoute({ component: Root })
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ href: '/app', replace: true })
    },
  })
  const start = createRoute({
    getParentRoute: () => root,
    path: '/app',
    beforeLoad: async () => {
      const found = await session()
      if (!found) throw redirect({ href: (await doors.guestStart?.()) ?? '/login', replace: true })
      const slugs = found.workspaces.map((it) => it.slug)
      const slug = slugs.find((it) => it === lastWorkspace.read()) ?? slugs[0]
      throw redirect({ href: slug ? `/app/${slug}` : doors.firstStep, replace: true })
    },
  })

  const guest = createRoute({
    getParentRoute: () => root,
    id: 'guest',
    beforeLoad: async () => ({ session: await session() }),
    component: () => <GuestFrame session={guest.useRouteContext().session} callIn={callIn} />,
  })
  const account = createRoute({
    getParentRoute: () => root,
    path: '/account',
    beforeLoad: async ({ location: { href } }) => {
      await addTexts(parts.filter((it) => it.area === 'account'))
      return { session: await person(href) }
    },
    component: () => (
      <AccountFrame {...account.useRouteContext()} call={callIn()} parts={parts} doors={doors} />
    ),
  })
  const workspace = createRoute({
    getParentRoute: () => root,
    path: '/app/$slug',
    beforeLoad: async ({ params: { slug }, location: { href } }) => {
      const found = await person(href)
      const queryFn = () => doors.workspace(slug)
      const open = await queries.ensureQueryData({ queryKey: ['workspace', slug], queryFn })
      await addTexts(parts.filter((it) => isOn(it, open)))
      lastWorkspace.write(slug)
      return { session: found, workspace: open }
    },
    component: () => {
      const context = workspace.useRouteContext()
      return (
        <WorkspaceFrame
          {...context}
          call={callIn(context.workspace.slug)}
          parts={parts}
          doors={doors}
        />
      )
    },
  })

  const addTexts = (from: readonly PartPages[]) =>
    Promise.all(from.map((it) => texts.add(it.texts)))
  const areas: Record<Area, AnyRoute> = { workspace, account, guest }
  const children: Record<Area, AnyRoute[]> = { workspace: [], account: [], guest: [] }
  for (const part of parts) {
    const area = part.area ?? 'workspace'
    for (const [path, entry] of Object.entries(part.pages))
      children[area].push(
        createRoute({
          getParentRoute: () => areas[area],
          path,
          component: entry.Component,
          beforeLoad: ({ context }: { context: { workspace?: Workspace } }) => {
            const open = context.workspace
            if (open && !isOn(part, open)) throw notFound()
          },
          loader: async () => void (await Promise.all([texts.add(part.texts), entry.load()])),
        } as never) as never,
      )
  }
  // A route knows its path only once the router has read the tree.
  if (!parts.some(({ area = 'workspace', pages }) => area === 'workspace' && '/' in pages)) {
    const first = createRoute({
      getParentRoute: () => workspace,
      path: '/',
      beforeLoad: ({ context: { workspace: open } }) => {
        const entry = parts.filter((it) => isOn(it, open)).flatMap((it) => it.menu ?? [])
        const to = entry.find((it) => !it.may || open.permissions.includes(it.may))?.to
        if (to) throw redirect({ href: `/app/${open.slug}${to}`, replace: true })
      },
      component: Outlet,
    })
    children.workspace.push(first)
  }

  const router = createRouter({
    routeTree: root.addChildren([
      home,
      start,
      guest.addChildren(children.guest),
      account.addChildren(children.account),
      workspace.addChildren(children.workspace),
    ]),
    ...(history ? { history } : {}),
    // Plain strings: what a person reads in the address is what the page receives.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const query = String(new URLSearchParams(search as Record<string, string>))
      return query && `?${query}`
    },
    defaultPreload: 'intent',
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })
  router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation) arrival.expected = true
  })
  return router
}
