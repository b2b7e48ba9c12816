/** The server as components see it: useRead, useList, useAction. No component calls fetch. */
import {
  QueryClient,
  QueryClientContext,
  QueryClientProvider,
  useMutation,
  useQueryClient,
  useSuspenseInfiniteQuery,
  useSuspenseQuery,
} from '@tanstack/react-query'
import {
  createContext,
  type ReactNode,
  useContext,
  useDeferredValue,
  useRef,
  useState,
} from 'react'
import type * as z from 'zod/mini'
import { type Endpoint, Problem, type Shape } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { type Call, NetworkFailure } from './http.tsx'
import { tell } from './ui/Toast.tsx'

export type { Call } from './http.tsx'
export { NetworkFailure } from './http.tsx'

type Api = { call: Call; place: string }
const ApiContext = createContext<Api | null>(null)

/** Problems are answers: asking again changes nothing. A silent network is worth two more tries. */
export const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => error instanceof NetworkFailure && count < 2,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

type ApiProps = { call: Call; queries?: QueryClient; place?: string; children: ReactNode }

/** Gives its children a way to call; `place` keeps what one workspace read apart from another. */
export function ApiProvider({ call, queries, place = '', children }: ApiProps) {
  const around = useContext(QueryClientContext)
  const [own] = useState(() => queries ?? around ?? createQueries())
  return (
    <ApiContext value={{ call, place }}>
      <QueryClientProvider client={own}>{children}</QueryClientProvider>
    </ApiContext>
  )
}

function useApi(): Api {
  const api = useContext(ApiContext)
  if (!api) throw new Error('no ApiProvider around this component')
  return api
}

/** The bare call, for the rare place that is neither a reading nor an action. */
export const useCall = (): Call => useApi().call

const keyOf = (place: string, endpoint: Endpoint) =>
  [endpoint.scope === 'workspace' ? place : '', endpoint.method, endpoint.path] as const

/** Reads anew whatever is shown of these endpoints, with any input. */
export function useRefresh() {
  const { place } = useApi()
  const queries = useQueryClient()
  return (endpoints: readonly Endpoint<any, any>[]) =>
    Promise.all(
      endpoints.map((it) => queries.invalidateQueries({ queryKey: [...keyOf(place, it)] })),
    )
}

/** Reads an endpoint; the component waits in the nearest Suspense. When the input changes, the last answer stays until the next. */
export function useRead<In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In> = {} as z.input<In>,
): z.output<Out> {
  return useReading(endpoint, input).data
}

/** As useRead, and says whether what is shown is about to be replaced. */
export function useReading<In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In> = {} as z.input<In>,
): { data: z.output<Out>; stale: boolean; refresh(): Promise<unknown> } {
  const { call, place } = useApi()
  const wanted = JSON.stringify(input)
  const shown = useDeferredValue(wanted)
  const { data, refetch } = useSuspenseQuery({
    queryKey: [...keyOf(place, endpoint), shown],
    queryFn: ({ signal }) => call(endpoint, JSON.parse(shown), { signal }),
  })
  return { data, stale: wanted !== shown, refresh: refetch }
}

/** A list read page by page: `{ items, next }`, where `next` is sent back as `cursor` (kernel/paging.ts). */
type Paged = { items: readonly unknown[]; next?: string | null | undefined }
type ItemOf<Reply> = Reply extends { items: readonly (infer Item)[] } ? Item : never

export function useList<In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In> = {} as z.input<In>,
) {
  const { call, place } = useApi()
  const wanted = JSON.stringify(input)
  const shown = useDeferredValue(wanted)
  const query = useSuspenseInfiniteQuery({
    queryKey: [...keyOf(place, endpoint), shown, 'pages'],
    queryFn: ({ signal, pageParam }) =>
      call(
        endpoint,
        { ...JSON.parse(shown), ...(pageParam ? { cursor: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => (page as Paged).next || undefined,
  })
  const first = query.data.pages[0] as z.output<Out>
  return {
    /** The first page's reply, for what it says besides its items (a total, a sum). */
    first,
    items: query.data.pages.flatMap((it) => (it as Paged).items) as ItemOf<z.output<Out>>[],
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    isLoadingMore: query.isFetchingNextPage,
    stale: wanted !== shown,
  }
}

export type Fault = Problem | NetworkFailure
export type Action<In extends Shape = any, Out extends Shape = any> = {
  endpoint: Endpoint<In, Out>
  /** Resolves with the reply, or undefined when it failed: `problem` then says why. */
  run(input?: z.input<In>): Promise<z.output<Out> | undefined>
  pending: boolean
  problem: Fault | undefined
  reply: z.output<Out> | undefined
  reset(): void
}
type ActionOptions<In extends Shape, Out extends Shape> = {
  /** Readings that this changes: they are read again before `run` resolves. */
  refreshes?: readonly Endpoint<any, any>[]
  onDone?(reply: z.output<Out>, input: z.input<In>): void | Promise<void>
  /** What a toast says when it is done. */
  done?: string | ((reply: z.output<Out>, input: z.input<In>) => string)
  /** Offered in the toast for a few seconds. */
  undo?(reply: z.output<Out>, input: z.input<In>): unknown
}

/** Calls an endpoint that changes something. A repeated attempt after silence keeps its Idempotency-Key. */
export function useAction<In extends Shape, Out extends Shape>(
  endpoint: Endpoint<In, Out>,
  options: ActionOptions<In, Out> = {},
): Action<In, Out> {
  const { call } = useApi()
  const refresh = useRefresh()
  const attempt = useRef({ words: '', key: '' })

  const mutation = useMutation({
    mutationFn: async (input: z.input<In>) => {
      const words = JSON.stringify(input)
      if (attempt.current.words !== words) attempt.current = { words, key: newId() }
      const { key } = attempt.current
      const forget = () => {
        attempt.current = { words: '', key: '' }
      }
      const reply = await call(endpoint, input, { key }).catch((error: unknown) => {
        if (!(error instanceof NetworkFailure)) forget()
        throw error
      })
      forget()
      await refresh(options.refreshes ?? [])
      return reply
    },
  })

  return {
    endpoint,
    run: async (input = {} as z.input<In>) => {
      try {
        const reply = await mutation.mutateAsync(input)
        const { done, undo, onDone } = options
        if (done)
          tell(
            typeof done === 'function' ? done(reply, input) : done,
            undo && (() => undo(reply, input)),
          )
        await onDone?.(reply, input)
        return reply
      } catch (error) {
        if (error instanceof Problem || error instanceof NetworkFailure) return undefined
        throw error
      }
    },
    pending: mutation.isPending,
    problem: faultOf(mutation.error),
    reply: mutation.data,
    reset: mutation.reset,
  }
}

const faultOf = (error: unknown): Fault | undefined =>
  error instanceof Problem || error instanceof NetworkFailure
    ? error
    : error
      ? new Problem('internal', 500)
      : undefined
