/** A school tells its people something, and hears from somebody outside. */
import { expect, test } from 'vitest'
import { button, field, foundSchool, heading, openHouse, welcome, words } from './browser.ts'

const house = await openHouse()
const say = words('fr')

test('a closure is written, read through, sent, understood; a visitor writes, proves the address and is answered', async () => {
  const ana = await house.visit({ width: 1280 })
  const bob = await house.visit()
  const place = await foundSchool(ana.page, 'Ana Lambert', 'ana@exemple.be', 'École du Parc')
  await welcome(ana, bob, place, 'Bob Maes', 'bob@exemple.be')

  await ana.page.goto(`${place}/announcements/new`)
  await ana.page.locator('[name=frTitle]').fill('École fermée demain')
  await ana.page.locator('[name=frBody]').fill('La chaudière est en panne.')
  await ana.page.getByLabel(say('announcements.asks-understood')).check()
  await ana.page.getByLabel(say('announcements.is-urgent')).check()
  await button(ana.page, say('announcements.save')).click()
  await heading(ana.page, 'École fermée demain').waitFor()
  await ana.page.getByText(say('announcements.leaves-now')).waitFor()
  await ana.page.getByText(say('announcements.sms-none')).waitFor()
  await button(ana.page, say('announcements.send-urgent')).click()
  await ana.page
    .getByRole('dialog')
    .getByRole('button', { name: say('announcements.send-urgent') })
    .click()
  await heading(ana.page, 'École fermée demain').waitFor()
  await ana.page.getByRole('heading', { name: say('announcements.follow-up') }).waitFor()

  await bob.page.goto(`${place}/announcements`)
  await bob.page.getByRole('link', { name: 'École fermée demain' }).click()
  await bob.page.getByText('La chaudière est en panne.').waitFor()
  await button(bob.page, say('announcements.understand')).click()
  const confirmed = say('announcements.understood-on', { when: '…' }).split('…')[0]!
  await bob.page.getByText(confirmed).waitFor()
  await ana.page.reload()
  await ana.page.getByText('Bob Maes').waitFor()
  await ana.page
    .getByText(/^Comprise/)
    .first()
    .waitFor()

  // From outside, without an account.
  await ana.page.goto(`${place}/settings/visitors`)
  await ana.page.getByLabel(say('visitors.is-open')).check()
  await button(ana.page, say('visitors.save')).click()
  await ana.page.getByText(say('visitors.saved')).waitFor()
  const rita = await house.visit()
  await rita.page.goto(place.replace('/app/', '/contact/'))
  await field(rita.page, say('visitors.name')).fill('Rita Somers')
  await field(rita.page, say('visitors.email')).fill('rita@exemple.be')
  await rita.page.locator('[name=body]').fill('Reste-t-il une place en M1 ?')
  await button(rita.page, say('visitors.send')).click()
  await heading(rita.page, say('visitors.code-title')).waitFor()
  await field(rita.page, say('visitors.code')).fill(await codeFor('rita@exemple.be'))
  await button(rita.page, say('visitors.confirm')).click()
  await rita.page.getByText('Reste-t-il une place en M1 ?').first().waitFor()

  await ana.page.goto(`${place}/visitors`)
  await ana.page.getByRole('link', { name: 'Reste-t-il une place en M1 ?' }).click()
  await button(ana.page, say('visitors.take')).click()
  const box = ana.page.getByRole('textbox').last()
  await box.fill('Oui, venez nous voir.')
  await button(ana.page, say('messaging.send')).click()
  await ana.page.locator('.bubble-words', { hasText: 'Oui, venez nous voir.' }).waitFor()
  await rita.page.reload()
  await rita.page.getByText('Oui, venez nous voir.').waitFor()
  expect(house.faults()).toEqual([])

  async function codeFor(email: string): Promise<string> {
    const code = async () => {
      const answer = await ana.page.request.get('/dev/mails', {
        headers: { accept: 'application/json' },
      })
      const { items } = (await answer.json()) as { items: { to: string; text: string }[] }
      return items.find((it) => it.to === email)?.text.match(/\b\d{6}\b/)?.[0]
    }
    await expect.poll(code, { timeout: 15_000 }).toBeTruthy()
    return (await code())!
  }
}, 120_000)
