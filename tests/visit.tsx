/** Opens a page as somebody: the real page, the real server code, a real database, no HTTP. */
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { cleanup, configure, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ReactNode, Suspense } from 'react'
import { afterEach } from 'vitest'
import { catalogues } from '#app/texts.ts'
import type { Locale } from '#kernel/text.ts'
import { ApiProvider, type Call, createQueries } from '#web/api.tsx'
import { AreaProvider } from '#web/go.tsx'
import { SessionProvider, type Workspace, WorkspaceProvider } from '#web/session.tsx'
import { TextProvider, Texts } from '#web/text.tsx'
import { Asker } from '#web/ui/Dialog.tsx'
import { dropToasts, Toasts } from '#web/ui/Toast.tsx'

// A machine that runs everything at once may take seconds for what takes milliseconds alone.
configure({ asyncUtilTimeout: 15_000 })
afterEach(() => {
  cleanup()
  dropToasts()
  sessionStorage.clear()
  localStorage.clear()
})

type Visitor = {
  id: string
  accountId?: string
  name: string
  email: string
  call: (endpoint: any, input?: any) => Promise<any>
}
type Visiting = {
  locale?: Locale
  /** The address below the area, for pages that read filters or parameters: `/exchange?state=pending`. */
  at?: string
  /** The page's own address, when it has parameters: `/exchange/offers/$id`. */
  path?: string
  workspace?: Partial<Workspace>
  /** Nobody is logged in on this device. */
  guest?: boolean
}

/** Everything may be asked and seen here; the server still refuses what the visitor may not do. */
const everything = { includes: () => true } as unknown as readonly string[]

/** As a person reads it: a space that does not break is a space. */
const tidy = (words: string) => words.replaceAll(/\s+/g, ' ').trim()
const named = (name: string) => (found: string) => tidy(found) === tidy(name)

export async function visit(
  page: ReactNode,
  visitor: Visitor,
  { locale = 'fr-BE', at = '/', path, workspace, guest = false }: Visiting = {},
) {
  const texts = new Texts(locale)
  for (const { fr, nl, en } of Object.values(catalogues))
    await texts.add({
      fr: async () => ({ default: fr }),
      nl: async () => ({ default: nl }),
      en: async () => ({ default: en }),
    })

  const user = userEvent.setup()
  const person = { id: visitor.accountId ?? visitor.id, name: visitor.name, email: visitor.email }
  const open: Workspace = {
    slug: 'here',
    name: 'Ici',
    modules: everything,
    permissions: everything,
    member: { id: visitor.id, name: visitor.name, roles: [] },
    ...workspace,
  }
  const call: Call = (endpoint, input) => visitor.call(endpoint, input)

  // Outside of the component: what a page has read must survive its waiting.
  const queries = createQueries()
  const root = createRootRoute({
    component: () => (
      <TextProvider texts={texts}>
        <ApiProvider call={call} queries={queries} place={open.slug}>
          <SessionProvider session={guest ? null : { user: person, workspaces: [open] }}>
            <WorkspaceProvider workspace={open}>
              <AreaProvider prefix="">
                <Suspense>{page}</Suspense>
                <Toasts />
                <Asker />
              </AreaProvider>
            </WorkspaceProvider>
          </SessionProvider>
        </ApiProvider>
      </TextProvider>
    ),
  })
  const own = createRoute({ getParentRoute: () => root, path: path ?? '$' })
  const router = createRouter({
    routeTree: root.addChildren([own]),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    defaultNotFoundComponent: () => null,
  })
  render(<RouterProvider router={router as never} />)
  await screen.findByRole('heading', { level: 1 })

  const field = (label: string) => screen.findByLabelText(label, { exact: true })
  return {
    /** Replaces what a field holds. */
    fill: async (label: string, value: string) => {
      const input = await field(label)
      await user.clear(input)
      if (value) await user.type(input, value)
    },
    /** Picks from a list, whatever its kind: the device's own, one that is typed into, a bar of choices. */
    choose: async (label: string, option: string) => {
      const input = await screen.findByLabelText(label, {
        exact: true,
        selector: 'select, input, [role=radiogroup]',
      })
      if (input.tagName === 'SELECT') return user.selectOptions(input, option)
      if (input.role === 'radiogroup' || input.getAttribute('role') === 'radiogroup')
        return user.click(within(input).getByLabelText(option))
      await user.click(input)
      await user.type(input, option)
      await user.click(
        await screen.findByRole('option', {
          name: (found) => tidy(found).startsWith(tidy(option)),
        }),
      )
    },
    press: async (name: string) => {
      const wanted = { name: named(name) }
      const found = [
        ...screen.queryAllByRole('button', wanted),
        ...screen.queryAllByRole('menuitem', wanted),
      ]
      await user.click(found[0] ?? (await screen.findByRole('button', wanted)))
    },
    follow: async (name: string) =>
      user.click(await screen.findByRole('link', { name: named(name) })),
    tick: async (label: string) => user.click(await field(label)),
    /** The field's sentence of error. */
    fault: async (label: string) => {
      const input = await field(label)
      const notes = (input.getAttribute('aria-describedby') ?? '').split(' ')
      return notes.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    },
    sees: async (text: string | RegExp) => void (await screen.findAllByText(text)),
    seesNot: (text: string | RegExp) => {
      if (screen.queryAllByText(text).length > 0) throw new Error(`the page shows « ${text} »`)
    },
    user,
    screen,
    /** Where the page led. */
    address: () => router.state.location.href,
  }
}
