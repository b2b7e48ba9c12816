import { type ComponentType, lazy, Suspense } from 'react'

/**
 * What a page can be read without: fetched after it, shown in its place when it has arrived.
 * `const Fitting = later(() => import('./Fitting.tsx').then((it) => it.Fitting))`
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = lazy(async () => ({ default: await load() })) as ComponentType<Props>
  return (props: Props) => (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  )
}
