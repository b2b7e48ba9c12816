/** When a page is not there, or cannot be shown. */
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { IconCloudOff, IconCompass, IconLock, IconRefresh } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { Forbidden, NotFound } from '#kernel/contract.ts'
import type fr from '../locales/fr.ts'
import { type Place, usePlace, useNavigation } from '../navigation.tsx'
import type { Icon } from '../pages.tsx'
import { useProblemText } from '../problems.tsx'
import { useText } from '../text.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'

export function NotFoundPage() {
  const text = useText<typeof fr>()
  return (
    <Elsewhere
      title={text('page.not-found')}
      hint={text('page.not-found-hint')}
      icon={IconCompass}
    />
  )
}

type ElsewhereProps = { title: string; hint: string; icon: Icon }

/** Nothing for this person here: trying again would not help, another page does. */
function Elsewhere({ title, hint, icon }: ElsewhereProps) {
  const text = useText<typeof fr>()
  return (
    <Page title={title}>
      <EmptyState
        icon={icon}
        title={hint}
        action={
          <LinkButton absolute to="/app">
            {text('app.home')}
          </LinkButton>
        }
      />
    </Page>
  )
}

/** After a release, the chunk of a page that was not open yet is gone. */
const isStale = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script/i.test(error.message)

export function PageFault({ error }: { error: unknown }) {
  const text = useText<typeof fr>()
  const navigation = useNavigation()
  const queries = useQueryErrorResetBoundary()
  const said = useProblemText(error)
  if (NotFound.is(error)) return <NotFoundPage />
  if (Forbidden.is(error))
    return <Elsewhere title={text('page.closed')} hint={text('page.closed-hint')} icon={IconLock} />
  // Without a network no chunk comes either.
  const isCut = isStale(error) && !navigator.onLine
  const isOld = isStale(error) && !isCut
  const retry = async () => {
    queries.reset()
    await navigation.again()
  }
  return (
    <Page title={text(isOld ? 'page.updated' : 'page.failed')}>
      <div role="alert">
        <EmptyState
          icon={IconCloudOff}
          title={isOld ? text('page.updated-hint') : isCut ? text('problem.network') : said}
          action={
            <Button
              look="filled"
              icon={IconRefresh}
              onClick={isOld ? () => location.reload() : retry}
            >
              {text(isOld ? 'page.reload' : 'app.retry')}
            </Button>
          }
        />
      </div>
    </Page>
  )
}

type FenceProps = { place: Place; children: ReactNode }

/** A page that cannot be shown says so in its own place; it is tried again at the next step. */
class Fence extends Component<FenceProps, { place?: Place; fault?: unknown }> {
  override state: { place?: Place; fault?: unknown } = {}

  static getDerivedStateFromProps({ place }: FenceProps, state: { place?: Place }) {
    return place === state.place ? null : { place, fault: undefined }
  }

  static getDerivedStateFromError(fault: unknown) {
    return { fault: fault ?? new Error('nothing was thrown') }
  }

  override render() {
    return this.state.fault ? <PageFault error={this.state.fault} /> : this.props.children
  }
}

export const Fenced = ({ children }: { children: ReactNode }) => (
  <Fence place={usePlace()}>{children}</Fence>
)
