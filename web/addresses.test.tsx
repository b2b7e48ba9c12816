import { expect, test } from 'vitest'
import { addresses } from './addresses.tsx'

const find = addresses([
  ['/app/$slug', 'home'],
  ['/app/$slug/offers/$id', 'offer'],
  ['/app/$slug/offers/$id/edit', 'form'],
  ['/app/$slug/offers/new', 'new'],
  ['/login', 'login'],
])

test('what is written out goes before what may be anything', () => {
  expect(find('/app/tilleul/offers/new')).toEqual({ entry: 'new', params: { slug: 'tilleul' } })
  expect(find('/app/tilleul/offers/7')?.entry).toBe('offer')
  expect(find('/app/tilleul/offers/new/edit')?.params).toEqual({ slug: 'tilleul', id: 'new' })
})

test('a slash at the end changes nothing, one piece more or less is another place', () => {
  expect(find('/app/tilleul/')?.entry).toBe('home')
  expect(find('/login/')?.entry).toBe('login')
  expect(find('/app')).toBeUndefined()
  expect(find('/login/now')).toBeUndefined()
})

test('parameters come decoded, and a lone sign of per cent is itself', () => {
  expect(find('/app/caf%C3%A9')?.params).toEqual({ slug: 'café' })
  expect(find('/app/100%')?.params).toEqual({ slug: '100%' })
})
