/** Around the public pages: the house of the address, or nobody; who this browser is known as. */
import { IconDoor } from '@tabler/icons-react'
import { createContext, type ReactNode, Suspense, use, useEffect, useState } from 'react'
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { ApiProvider, useCall } from '#web/api.tsx'
import { useParam } from '#web/go.tsx'
import { overHttp } from '#web/http.tsx'
import { useText, useTexts } from '#web/text.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { GuestPage, PageSkeleton } from '#web/ui/Page.tsx'
import { readReception } from './contract.ts'
import { visitorsTexts } from './texts.tsx'

type House = z.output<typeof readReception.reply> & { again(): Promise<void> }
const HouseContext = createContext<House | null>(null)

export function useHouse(): House {
  const house = use(HouseContext)
  if (!house) throw new Error('no Reception around this component')
  return house
}

export function Reception({ children }: { children: ReactNode }) {
  const texts = useTexts()
  const slug = useParam('slug')
  const [call] = useState(() => overHttp({ slug, locale: () => texts.locale }))
  return (
    <ApiProvider key={slug} call={call} place={slug}>
      <Door>{children}</Door>
    </ApiProvider>
  )
}

function Door({ children }: { children: ReactNode }) {
  const text = useText(visitorsTexts)
  const call = useCall()
  const [house, keep] = useState<Omit<House, 'again'> | null>()
  const [fault, fail] = useState<unknown>()
  const again = async () => keep(await call(readReception))
  useEffect(() => {
    call(readReception).then(keep, (error: unknown) =>
      NotFound.is(error) ? keep(null) : fail(() => error),
    )
  }, [call])
  if (fault) throw fault
  if (house === undefined) return <PageSkeleton />
  if (house === null)
    return (
      <GuestPage title={text('visitors.closed')}>
        <EmptyState icon={IconDoor} title={text('visitors.closed-hint')} />
      </GuestPage>
    )
  return (
    <HouseContext value={{ ...house, again }}>
      <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
    </HouseContext>
  )
}
