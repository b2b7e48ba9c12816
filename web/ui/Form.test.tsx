import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { endpoint, InvalidInput, problem } from '#kernel/contract.ts'
import { ApiProvider, type Call, NetworkFailure, useAction } from '../api.tsx'
import { shellTexts } from '../show.tsx'
import { TextProvider, Texts } from '../text.tsx'
import { Form, SubmitButton } from './Form.tsx'
import { SelectField } from './SelectField.tsx'
import { NumberField, PasswordField, TextField } from './TextField.tsx'

const Closed = problem('shop/closed', 409)
const Order = z.object({
  shop: z.string(),
  flavour: z.enum(['vanilla', 'lemon']),
  scoops: z.int().check(z.minimum(1), z.maximum(5)),
  secret: z.string().check(z.minLength(1)),
  note: z.optional(z.string()),
})
const orderIce = endpoint('POST /ices', {
  may: 'ices.order',
  input: Order,
  reply: z.object({ ok: z.boolean() }),
})

type Sent = { input: unknown; key: string | undefined }
let sent: Sent[]
/** What the other side answers, one after the other; a fault is thrown. */
let answers: unknown[]
const call: Call = async (_endpoint, input, options) => {
  sent.push({ input, key: options?.key })
  const answer = answers.shift()
  if (answer instanceof Error) throw answer
  return answer as never
}

function IceForm() {
  const order = useAction(orderIce)
  const options = [
    { value: 'vanilla', text: 'Vanille' },
    { value: 'lemon', text: 'Citron' },
  ]
  return (
    <Form action={order} fixed={{ shop: 'evere' }} clear draft="ice">
      <SelectField searchable name="flavour" label="Parfum" options={options} />
      <NumberField name="scoops" label="Boules" />
      <PasswordField name="secret" label="Mot secret" />
      <TextField name="note" label="Note" />
      <SubmitButton>Commander</SubmitButton>
    </Form>
  )
}

async function open() {
  const texts = new Texts('fr-BE')
  await texts.add(shellTexts)
  render(
    <TextProvider texts={texts}>
      <ApiProvider call={call}>
        <IceForm />
      </ApiProvider>
    </TextProvider>,
  )
  const user = userEvent.setup()
  const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
  const send = () => user.click(screen.getByRole('button', { name: 'Commander' }))
  const fillIn = async (scoops = '2') => {
    await user.type(field('Parfum'), 'citr{Enter}')
    await user.type(field('Boules'), scoops)
    await user.type(field('Mot secret'), 'sésame')
  }
  return { user, field, send, fillIn }
}

beforeEach(() => {
  sent = []
  answers = []
  sessionStorage.clear()
})
afterEach(cleanup)

test('what is missing is said beside each field, and the summary takes the focus', async () => {
  const { field, send } = await open()
  await send()
  expect(sent).toEqual([])
  expect(await screen.findByText('3 champs sont à corriger')).toBeTruthy()
  await expect.poll(() => document.activeElement?.className).toBe('summary')
  expect(field('Boules').getAttribute('aria-invalid')).toBe('true')
})

test('one fault alone takes the focus itself, and goes away while it is repaired', async () => {
  const { user, field, send, fillIn } = await open()
  await fillIn('9')
  await send()
  expect(await screen.findByText('5 au maximum')).toBeTruthy()
  await expect.poll(() => document.activeElement).toBe(field('Boules'))
  await user.clear(field('Boules'))
  await user.type(field('Boules'), '3')
  expect(screen.queryByText('5 au maximum')).toBeNull()
})

test('a form that went through is sent once, as the shape wants it, and emptied', async () => {
  const { field, send, fillIn } = await open()
  answers = [{ ok: true }]
  await fillIn()
  await send()
  await expect.poll(() => field('Boules').value).toBe('')
  const input = { shop: 'evere', flavour: 'lemon', scoops: 2, secret: 'sésame' }
  expect(sent.map((it) => it.input)).toEqual([input])
  expect(sessionStorage.length).toBe(0)
})

test('after silence the same attempt keeps its key; after an answer it gets a new one', async () => {
  const { user, send, fillIn } = await open()
  answers = [new NetworkFailure(), Closed(), { ok: true }]
  await fillIn()
  await send()
  await user.click(await screen.findByRole('button', { name: 'Réessayer' }))
  await send()
  const keys = sent.map((it) => it.key)
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).not.toBe(keys[1])
})

test('the server’s faults land beside the fields, and nothing typed is lost', async () => {
  const { field, send, fillIn } = await open()
  answers = [
    InvalidInput({ errors: [{ path: 'scoops', code: 'too_big_number', facts: { maximum: 1 } }] }),
  ]
  await fillIn()
  await send()
  expect(await screen.findByText('1 au maximum')).toBeTruthy()
  expect(field('Boules').value).toBe('2')
})

test('a draft survives a reload, without the secret', async () => {
  const { fillIn } = await open()
  await fillIn()
  cleanup()
  const { field } = await open()
  expect(field('Parfum').value).toBe('Citron')
  expect(field('Boules').value).toBe('2')
  expect(field('Mot secret').value).toBe('')
})
