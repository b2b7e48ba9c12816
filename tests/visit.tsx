/** Opens a page as somebody: the real page, the real server code, a real database, no HTTP. */
import { act, cleanup, configure, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ReactNode, Suspense } from 'react'
import { afterEach } from 'vitest'
import { parts } from '#app/parts.tsx'
import type { Locale } from '#kernel/text.ts'
import { ApiProvider, type Call, createQueries } from '#web/api.tsx'
import { addresses } from '#web/addresses.tsx'
import { AreaProvider } from '#web/go.tsx'
import { Navigation, NavigationProvider, Screen } from '#web/navigation.tsx'
import { RolesContext } from '#web/pages.tsx'
import { SessionProvider, type Workspace, WorkspaceProvider } from '#web/session.tsx'
import { shellTexts } from '#web/show.tsx'
import { TextProvider, Texts, type TextSource } from '#web/text.tsx'
import { Asker } from '#web/ui/Dialog.tsx'
import { dropToasts, Toasts } from '#web/ui/Toast.tsx'

// A machine that runs everything at once may take seconds for what takes milliseconds alone.
configure({ asyncUtilTimeout: 15_000 })
let navigation: Navigation | undefined
afterEach(() => {
  cleanup()
  navigation?.stop()
  dropToasts()
  sessionStorage.clear()
  localStorage.clear()
})

type Visitor = {
  id: string
  accountId?: string
  name: string
  email: string
  call: (endpoint: any, input?: any, options?: any) => Promise<any>
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

/** As after the router: the words are there before the page is. */
const sources = Object.values(
  import.meta.glob<Record<string, TextSource>>('/{core,modules}/**/texts.tsx', { eager: true }),
).flatMap((it) => Object.values(it).filter((one) => 'fr' in one))

export async function visit(
  page: ReactNode,
  visitor: Visitor,
  { locale = 'fr-BE', at = '/', path, workspace, guest = false }: Visiting = {},
) {
  const texts = new Texts(locale)
  await Promise.all([shellTexts, ...sources].map((it) => texts.add(it)))

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
  const call: Call = (endpoint, input, { bytes, signal } = {}) =>
    bytes ? visitor.call(endpoint, input, { bytes, signal }) : visitor.call(endpoint, input)

  // Outside of the component: what a page has read must survive its waiting.
  const queries = createQueries()
  const view = (
    <TextProvider texts={texts}>
      <ApiProvider call={call} queries={queries} place={open.slug}>
        <SessionProvider session={guest ? null : { user: person, workspaces: [open] }}>
          <WorkspaceProvider workspace={open}>
            <AreaProvider prefix="">
              <RolesContext value={parts}>
                <Suspense>{page}</Suspense>
              </RolesContext>
              <Toasts />
              <Asker />
            </AreaProvider>
          </WorkspaceProvider>
        </SessionProvider>
      </ApiProvider>
    </TextProvider>
  )
  // Wherever a page leads, it stays on the screen: the address tells.
  const match = addresses([[path ?? '', true]])
  let params: Record<string, string> = {}
  history.replaceState(null, '', at)
  navigation = new Navigation({
    open: async ({ pathname }) => ({ params: (params = match(pathname)?.params ?? params), view }),
  })
  const { container } = render(
    <NavigationProvider navigation={navigation}>
      <Screen />
    </NavigationProvider>,
  )
  await act(() => navigation!.start())
  // Somebody else's page may be open beside it.
  await within(container).findByRole('heading', { level: 1 })

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
      return tidy(notes.map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
    },
    sees: async (text: string | RegExp) => void (await screen.findAllByText(text)),
    seesNot: (text: string | RegExp) => {
      if (screen.queryAllByText(text).length > 0) throw new Error(`the page shows « ${text} »`)
    },
    user,
    screen,
    /** Where the page led. */
    address: () => location.pathname + location.search,
  }
}
