/** Who is here and in which workspace. The shapes are the shell's own; app/browser.tsx fills them from the core's contracts. */
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { useNavigation, usePlace } from './navigation.tsx'

export type Person = {
  id: string
  name: string
  email: string
  locale?: string
  verified?: boolean
  admin?: boolean
  /** The address of their picture. */
  picture?: string | null
}
export type Membership = { slug: string; name: string; kind?: string }
export type Session = { user: Person; workspaces: readonly Membership[] }
export type Workspace = {
  slug: string
  name: string
  kind?: string
  modules: readonly string[]
  /** `#rrggbb`: what the pages are painted with. */
  colour?: string | null
  /** The address of its sign. */
  logo?: string | null
  /** Permissions of the person in this workspace. */
  permissions: readonly string[]
  member?: { id: string; name: string; roles: readonly string[] }
}

/** How the shell asks the core; the shell itself knows no endpoint. */
export type Doors = {
  /** The open session, or null for a guest. */
  session(): Promise<Session | null>
  workspace(slug: string): Promise<Workspace>
  /** Where the pictures of these members are. */
  pictures(slug: string, memberIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  logOut(): Promise<unknown>
  /** Where a person without a workspace goes to create or join one. */
  firstStep: `/${string}`
  /** Where somebody without a session starts; /login when absent. An empty installation starts elsewhere. */
  guestStart?(): Promise<`/${string}`>
  /** Remembers the language with the account. */
  saveLocale?(locale: string): Promise<unknown>
}

const SessionContext = createContext<Session | null>(null)
const WorkspaceContext = createContext<Workspace | null>(null)

/** Filled by the frame of a workspace: for whom useLive (web/live.tsx) connects. Outside of one nothing is live. */
export const LiveContext = createContext<string | null>(null)

export function SessionProvider({
  session,
  children,
}: {
  session: Session | null
  children: ReactNode
}) {
  return <SessionContext value={session}>{children}</SessionContext>
}
export function WorkspaceProvider({
  workspace,
  children,
}: {
  workspace: Workspace
  children: ReactNode
}) {
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
}

/** The open session, or null on a guest's page. */
export const useSession = () => useContext(SessionContext)

/** The person who is logged in; only on pages of an account or a workspace. */
export function usePerson(): Person {
  const session = useSession()
  if (!session) throw new Error('this page needs a session')
  return session.user
}

/** The workspace that is open, or null outside of one. */
export const useOpenWorkspace = () => useContext(WorkspaceContext)

export function useWorkspace(): Workspace {
  const workspace = useOpenWorkspace()
  if (!workspace) throw new Error('this page lives in a workspace')
  return workspace
}

/** Whether the person may do it in the open workspace: `useMay('members.manage')`. */
export const useMay = (permission: string): boolean =>
  useOpenWorkspace()?.permissions.includes(permission) ?? false

/** A return address is followed only inside this origin: `//evil.example` and `https:` are dropped. */
export function safeReturn(to: unknown, otherwise = '/app'): string {
  if (typeof to !== 'string' || !to.startsWith('/')) return otherwise
  const url = new URL(to, location.origin)
  return url.origin === location.origin && !url.pathname.startsWith('//')
    ? url.pathname + url.search + url.hash
    : otherwise
}

/** The workspace opened last on this device. */
export const lastWorkspace = {
  read: () => localStorage.getItem('socle.workspace'),
  write: (slug: string) => localStorage.setItem('socle.workspace', slug),
}

/** After logging in, or creating or joining a workspace: everything is read anew, then on to the page. */
export function useEnter() {
  const queries = useQueryClient()
  const navigation = useNavigation()
  const { to } = usePlace().search
  return async (where?: `/${string}`) => {
    queries.clear()
    await navigation.go(where ?? safeReturn(to), { replace: true })
  }
}

/** Reads the session and the workspace again: a name, a module, a role has changed. */
export function useReread() {
  const queries = useQueryClient()
  const navigation = useNavigation()
  return async () => {
    queries.removeQueries({ queryKey: ['session'] })
    queries.removeQueries({ queryKey: ['workspace'] })
    await navigation.again()
  }
}
