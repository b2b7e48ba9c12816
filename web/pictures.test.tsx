import { render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { PicturesProvider } from './pictures.tsx'
import { Avatar, Person } from './ui/Status.tsx'

const shown = (box: HTMLElement) =>
  [...box.querySelectorAll('.avatar')].map(
    (it) => it.querySelector('img')?.getAttribute('src') ?? it.textContent,
  )

test('all that a page shows is asked for at once, and nobody twice', async () => {
  const asked: string[][] = []
  const ask = async (ids: readonly string[]) => {
    asked.push([...ids])
    return new Map(ids.includes('ana') ? [['ana', '/pictures/ana']] : [])
  }
  const page = (
    <>
      <Person name="Ana Peeters" of="ana" />
      <Person name="Bob Lambert" of="bob" />
      <Avatar name="Ana Peeters" of="ana" />
      <Avatar name="Le potager" />
    </>
  )
  const { container, rerender } = render(<PicturesProvider ask={ask}>{page}</PicturesProvider>)
  expect(shown(container)).toEqual(['AP', 'BL', 'AP', 'LP'])
  await waitFor(() =>
    expect(shown(container)).toEqual(['/pictures/ana', 'BL', '/pictures/ana', 'LP']),
  )
  rerender(
    <PicturesProvider ask={ask}>
      {page}
      <Person name="Cloé Dubois" of="cloe" />
    </PicturesProvider>,
  )
  await screen.findByText('Cloé Dubois')
  await waitFor(() => expect(asked).toEqual([['ana', 'bob'], ['cloe']]))
})

test('who cannot be asked leaves the initials', async () => {
  let count = 0
  const ask = () => {
    count++
    return Promise.reject(new Error('cut'))
  }
  const { container } = render(
    <PicturesProvider ask={ask}>
      <Avatar name="Ana Peeters" of="ana" />
    </PicturesProvider>,
  )
  await waitFor(() => expect(count).toBe(1))
  expect(shown(container)).toEqual(['AP'])
})
