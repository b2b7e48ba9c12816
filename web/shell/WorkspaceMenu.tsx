/** Where one is, and the way to one's other workspaces. */
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { useGo } from '../go.tsx'
import type fr from '../locales/fr.ts'
import { type Doors, useOpenWorkspace, useSession } from '../session.tsx'
import { useText } from '../text.tsx'
import { Menu } from '../ui/Menu.tsx'
import { PlaceSign } from '../ui/Status.tsx'

export function WorkspaceMenu({ doors }: { doors: Doors }) {
  const text = useText<typeof fr>()
  const go = useGo()
  const open = useOpenWorkspace()
  const workspaces = useSession()?.workspaces ?? []
  const name = open?.name ?? text('app.my-account')
  const items = workspaces.map((it) => ({
    text: it.name,
    icon: it.slug === open?.slug ? IconCheck : Blank,
    isCurrent: it.slug === open?.slug,
    onChoose: () => go(`/app/${it.slug}`, { absolute: true }),
  }))
  const create = {
    text: text('app.new-workspace'),
    icon: IconPlus,
    onChoose: () => go(doors.firstStep, { absolute: true }),
  }
  return (
    <Menu
      label={text('app.switch-workspace', { name })}
      items={[...items, create]}
      className="place"
      title={text('app.workspaces')}
    >
      <PlaceSign name={name} logo={open?.logo} />
      <span className="place-name">{name}</span>
      <IconSelector size={16} stroke={1.8} className="quiet" />
    </Menu>
  )
}

const Blank = () => <span className="blank" />
