/** What stands around the pages of each area, and what it gives them. */
import type { ReactNode } from 'react'
import { ApiProvider, type Call } from '../api.tsx'
import { AreaProvider } from '../go.tsx'
import { Screen, useIsMoving } from '../navigation.tsx'
import { isOn, type PartPages, RolesContext } from '../pages.tsx'
import { PicturesProvider } from '../pictures.tsx'
import {
  type Doors,
  LiveContext,
  type Session,
  SessionProvider,
  type Workspace,
  WorkspaceProvider,
} from '../session.tsx'
import { useText } from '../text.tsx'
import { useTint } from '../tint.tsx'
import type fr from '../locales/fr.ts'
import { Asker } from '../ui/Dialog.tsx'
import { Toasts } from '../ui/Toast.tsx'
import { Fenced } from './faults.tsx'
import { Frame } from './Frame.tsx'
import { Mark, Plinth } from './Mark.tsx'
import { Offline } from './Offline.tsx'
import { Preferences } from './Preferences.tsx'

export function Root() {
  const text = useText<typeof fr>()
  const isMoving = useIsMoving()
  return (
    <>
      <a className="skip" href="#content">
        {text('app.skip')}
      </a>
      <div className="progress" data-moving={isMoving || undefined} aria-hidden="true" />
      <Offline />
      <Fenced>
        <Screen />
      </Fenced>
      <Toasts />
      <Asker />
    </>
  )
}

type Inside = {
  session: Session
  call: Call
  parts: readonly PartPages[]
  doors: Doors
  children: ReactNode
}

export function WorkspaceFrame({
  workspace,
  session,
  call,
  parts,
  doors,
  children,
}: Inside & { workspace: Workspace }) {
  useTint(workspace.colour)
  const on = parts.filter((it) => isOn(it, workspace))
  return (
    <ApiProvider call={call} place={workspace.slug}>
      <SessionProvider session={session}>
        <WorkspaceProvider workspace={workspace}>
          <AreaProvider prefix={`/app/${workspace.slug}`}>
            <LiveContext value={session.user.id}>
              <PicturesProvider ask={(ids) => doors.pictures(workspace.slug, ids)}>
                <Frame parts={on} doors={doors} may={(it) => workspace.permissions.includes(it)}>
                  {children}
                </Frame>
              </PicturesProvider>
            </LiveContext>
          </AreaProvider>
        </WorkspaceProvider>
      </SessionProvider>
    </ApiProvider>
  )
}

export function AccountFrame({ session, call, parts, doors, children }: Inside) {
  return (
    <ApiProvider call={call}>
      <SessionProvider session={session}>
        <AreaProvider prefix="/account">
          <Frame
            parts={parts.filter((it) => it.area === 'account')}
            doors={doors}
            may={() => session.user.admin === true}
          >
            <RolesContext value={parts}>{children}</RolesContext>
          </Frame>
        </AreaProvider>
      </SessionProvider>
    </ApiProvider>
  )
}

type GuestProps = {
  session: Session | null
  call: Call
  slug: string | undefined
  children: ReactNode
}

/** A guest's page with `$slug` in its address asks that workspace: an invitation, a public figure. */
export function GuestFrame({ session, call, slug, children }: GuestProps) {
  return (
    <ApiProvider call={call} place={slug ?? ''}>
      <SessionProvider session={session}>
        <Doorstep>{children}</Doorstep>
      </SessionProvider>
    </ApiProvider>
  )
}

/** The way in: the product says what it is on one side, the form waits on the other. */
export function Doorstep({ children }: { children: ReactNode }) {
  const text = useText<typeof fr>()
  return (
    <div className="doorstep">
      <aside className="doorstep-side">
        <span className="wordmark">
          <Mark />
          Socle
        </span>
        <p className="promise">{text('app.promise')}</p>
        <Plinth />
      </aside>
      <div className="doorstep-main">
        <header className="doorstep-head">
          <span className="wordmark">
            <Mark />
            Socle
          </span>
          <Preferences />
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}
