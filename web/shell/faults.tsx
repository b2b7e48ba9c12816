/** When a page is not there, or cannot be shown. */
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { IconCloudOff, IconCompass, IconRefresh } from '@tabler/icons-react'
import { NotFound } from '#kernel/contract.ts'
import type fr from '../locales/fr.ts'
import { useProblemText } from '../problems.tsx'
import { useText } from '../text.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'

export function NotFoundPage() {
  const text = useText<typeof fr>()
  return (
    <Page title={text('page.not-found')}>
      <EmptyState
        icon={IconCompass}
        title={text('page.not-found-hint')}
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
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  const said = useProblemText(error)
  if (NotFound.is(error)) return <NotFoundPage />
  const isOld = isStale(error)
  const retry = async () => {
    queries.reset()
    await router.invalidate()
  }
  return (
    <Page title={text(isOld ? 'page.updated' : 'page.failed')}>
      <div role="alert">
        <EmptyState
          icon={IconCloudOff}
          title={isOld ? text('page.updated-hint') : said}
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
