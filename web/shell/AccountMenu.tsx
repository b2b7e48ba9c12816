/** The person: who is logged in, preferences, the way out. */
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from '../go.tsx'
import type fr from '../locales/fr.ts'
import { type Doors, useSession } from '../session.tsx'
import { useText } from '../text.tsx'
import { Avatar } from '../ui/Status.tsx'
import { Preferences } from './Preferences.tsx'

export function AccountMenu({ doors }: { doors: Doors }) {
  const text = useText<typeof fr>()
  const user = useSession()?.user
  const [isOpen, open] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) open(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [isOpen])
  if (!user) return null

  const leave = async () => {
    await doors.logOut()
    location.assign('/login') // a fresh document: nothing of this person stays in memory
  }
  return (
    <div
      className="menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        open(false)
        box.current?.querySelector('button')?.focus()
      }}
    >
      <button
        type="button"
        className="person-button"
        aria-label={text('app.account', { name: user.name })}
        aria-expanded={isOpen}
        onClick={() => open(!isOpen)}
      >
        <Avatar name={user.name} picture={user.picture} />
      </button>
      {isOpen && (
        <div className="menu-box account" data-end>
          <div className="account-head">
            <strong>{user.name}</strong>
            <span className="hint">{user.email}</span>
          </div>
          <Link absolute to="/account" className="menu-link" onClick={() => open(false)}>
            <IconUser size={18} stroke={1.7} />
            {text('app.my-account')}
          </Link>
          <Preferences onLocale={doors.saveLocale} />
          <button type="button" className="menu-link" onClick={leave}>
            <IconLogout size={18} stroke={1.7} />
            {text('app.log-out')}
          </button>
        </div>
      )}
    </div>
  )
}
