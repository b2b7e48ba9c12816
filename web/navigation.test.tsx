import { act, cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Suspense, useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Link, useFilters } from './go.tsx'
import {
  Navigation,
  NavigationProvider,
  type Place,
  Redirect,
  Screen,
  Settled,
} from './navigation.tsx'

let navigation: Navigation
afterEach(() => {
  cleanup()
  navigation.stop()
  sessionStorage.clear()
})

function Notes() {
  const [count, add] = useState(0)
  const [{ q }, filter] = useFilters({ q: '' })
  return (
    <>
      <h1>Notes {q}</h1>
      <button type="button" onClick={() => add(count + 1)}>
        {count} de plus
      </button>
      <button type="button" onClick={() => filter({ q: q ? '' : 'lin' })}>
        Filtrer
      </button>
      <Link to="/other?x=1">Ailleurs</Link>
    </>
  )
}
function Other() {
  return (
    <>
      <h1>Ailleurs</h1>
      <Link to="/away">Plus loin</Link>
    </>
  )
}
const views: Record<string, () => React.ReactNode> = { '/notes': Notes, '/other': Other }

type Opening = { at?: string; open?: (place: Place) => Promise<void>; onLeave?: () => void }

async function begin({ at = '/notes', open, onLeave }: Opening = {}) {
  history.replaceState(null, '', at)
  navigation = new Navigation({
    open: async (place) => {
      await open?.(place)
      const View = views[place.pathname]
      if (!View) throw new Redirect('/notes')
      const view = (
        <Suspense key={place.pathname}>
          <Settled />
          <View />
        </Suspense>
      )
      return { params: {}, view }
    },
    ...(onLeave ? { onLeave } : {}),
  })
  render(
    <NavigationProvider navigation={navigation}>
      <Screen />
    </NavigationProvider>,
  )
  await act(() => navigation.start())
  return userEvent.setup()
}
const sees = (title: string) => screen.findByRole('heading', { name: title })

test('a link goes to its page, and the way back leads back', async () => {
  let left = 0
  const person = await begin({ onLeave: () => left++ })
  await person.click(await screen.findByRole('link', { name: 'Ailleurs' }))
  await sees('Ailleurs')
  expect(location.pathname + location.search).toBe('/other?x=1')
  expect(left).toBe(1)
  history.replaceState(null, '', '/notes')
  await act(async () => dispatchEvent(new PopStateEvent('popstate')))
  await sees('Notes')
})

test('a click with a key belongs to the browser', async () => {
  const person = await begin()
  await person.keyboard('{Control>}')
  await person.click(await screen.findByRole('link', { name: 'Ailleurs' }))
  await person.keyboard('{/Control}')
  expect(navigation.scene?.place.pathname).toBe('/notes')
})

test('a filter is in the address, and keeps what was begun on the page', async () => {
  const person = await begin()
  await person.click(screen.getByRole('button', { name: '0 de plus' }))
  await person.click(screen.getByRole('button', { name: 'Filtrer' }))
  await sees('Notes lin')
  expect(location.search).toBe('?q=lin')
  expect(screen.getByRole('button', { name: '1 de plus' })).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Filtrer' }))
  expect(location.search).toBe('')
})

test('who is led elsewhere arrives there, without a step more in the history', async () => {
  const person = await begin({ at: '/other' })
  const steps = history.length
  await person.click(await screen.findByRole('link', { name: 'Plus loin' }))
  await sees('Notes')
  expect(location.pathname).toBe('/notes')
  expect(history.length).toBe(steps + 1)
})

test('the last wish counts, however late the one before it arrives', async () => {
  const late = Promise.withResolvers<void>()
  await begin({ open: ({ search }) => (search['late'] ? late.promise : Promise.resolve()) })
  const first = navigation.go('/other?late=1')
  expect(navigation.isMoving).toBe(true)
  await act(() => navigation.go('/notes?q=lin'))
  late.resolve()
  await act(() => first)
  await sees('Notes lin')
  expect(navigation.isMoving).toBe(false)
})

test('a page left half-way down is found there again; a new one starts at the top', async () => {
  const heights: number[] = []
  const scrollTo = globalThis.scrollTo
  globalThis.scrollTo = ((_: number, height: number) => heights.push(height)) as never
  Object.defineProperty(globalThis, 'scrollY', { value: 480, configurable: true })
  await begin()
  const entry = history.state
  await act(() => navigation.go('/other'))
  history.replaceState(entry, '', '/notes')
  await act(async () => dispatchEvent(new PopStateEvent('popstate')))
  await sees('Notes')
  globalThis.scrollTo = scrollTo
  expect(heights).toEqual([0, 480])
})
