import { expect, test } from 'vitest'
import { village, type World } from '#tests/village.ts'
import {
  changeWorkspace,
  listModules,
  moduleSwitched,
  readWorkspace,
  switchModule,
} from './contract.ts'

test('a module is switched off and on again at the next request', async () => {
  const { ana, bob } = await village()
  expect((await bob.call(listModules)).items).toContainEqual({
    module: 'school',
    on: true,
    isMain: true,
  })
  await expect(bob.call(switchModule, { module: 'school', on: false })).rejects.toThrow('forbidden')
  await ana.call(switchModule, { module: 'school', on: false })
  expect((await bob.call(readWorkspace)).modules).toEqual([])
  expect((await bob.call(readWorkspace)).permissions).not.toContain('exchange.read')
  await ana.call(switchModule, { module: 'school', on: true })
  expect((await bob.call(readWorkspace)).modules).toEqual(['school'])
  await expect(ana.call(switchModule, { module: 'casino', on: true })).rejects.toThrow(
    'unknown-module',
  )
})

test('modules switched at once do not undo each other', async () => {
  const { ana } = await village()
  await Promise.all(
    [true, true, true].map((on) => ana.call(switchModule, { module: 'school', on })),
  )
  expect((await ana.call(readWorkspace)).modules).toEqual(['school'])
})

test('the name, language and time zone of a workspace change', async () => {
  const { ana, admin, guest } = await village()
  await admin.call(changeWorkspace, { name: 'School', locale: 'en' })
  expect(await ana.call(readWorkspace)).toMatchObject({
    name: 'School',
    locale: 'en',
    timeZone: 'Europe/Brussels',
  })
  await expect(guest.call(changeWorkspace, { name: 'Mine' })).rejects.toThrow('forbidden')
})

/** From the next write on in the registry the workspace is out of reach, as after a crash, until the power is back. */
function powerCut({ app }: Pick<World, 'app'>, workspaceId: string) {
  const whole = app.open.bind(app)
  let seen = false
  let down = false
  app.open = (place, work) => {
    if (place.id !== workspaceId) down ||= seen
    else if (down) throw new Error('the power went away')
    else seen = true
    return whole(place, work)
  }
  return () => void (app.open = whole)
}

const audited = ({ app }: Pick<World, 'app'>, action: string) =>
  app.readRegistry((db) =>
    db.selectFrom('audit').select(['target', 'facts']).where('action', '=', action).execute(),
  )

test('a crash after the switch loses neither its audit nor those who hear of it', async () => {
  const here = await village()
  const { app, ana, settle, workspace } = here
  await ana.call(switchModule, { module: 'school', on: false })
  const dan = await here.neighbour('Dan', 'member')
  const accounts = () =>
    app.open(workspace, ({ reader }) =>
      reader.selectFrom('exchangeAccounts').select('memberId').execute(),
    )
  expect((await accounts()).map((it) => it.memberId)).not.toContain(dan.id)

  const powerBack = powerCut(here, workspace.id)
  await ana.call(switchModule, { module: 'school', on: true })
  powerBack()
  expect(await audited(here, 'modules.switched')).toContainEqual({
    target: workspace.id,
    facts: { module: 'school', on: true },
  })
  await settle()
  expect((await accounts()).map((it) => it.memberId)).toContain(dan.id)
})

test('a switch that was overtaken says how things stand', async () => {
  const here = await village()
  const { app, ana, settle, workspace } = here
  await ana.call(switchModule, { module: 'school', on: false })
  const powerBack = powerCut(here, workspace.id)
  await ana.call(switchModule, { module: 'school', on: true })
  powerBack()
  await ana.call(switchModule, { module: 'school', on: false })
  const told: unknown[] = []
  const whole = app.listeners.bind(app)
  app.listeners = (event, place) => {
    if (event.name === moduleSwitched.name) told.push(place.modules)
    return whole(event, place)
  }
  await settle()
  expect(told).toEqual([[]])
})

test('a change of the workspace and its audit are one write', async () => {
  const here = await village()
  const powerBack = powerCut(here, here.workspace.id)
  await here.ana.call(changeWorkspace, { name: 'Nouveau nom' })
  powerBack()
  expect((await here.ana.call(readWorkspace)).name).toBe('Nouveau nom')
  expect(await audited(here, 'workspace.changed')).toEqual([
    { target: here.workspace.id, facts: { changed: 'name' } },
  ])
})
