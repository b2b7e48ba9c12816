import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useText } from '#web/text.tsx'
import { Panel } from '#web/ui/Panel.tsx'
import { SettingsPage } from '#web/ui/Settings.tsx'
import { Tabs } from '#web/ui/Tabs.tsx'
import { useAbilities } from './abilities.tsx'
import './roles.css'
import { rolesTexts } from './texts.tsx'

/** Who may do what: for each role, everything there is to do here, allowed or not. */
export function RolesPage() {
  const text = useText(rolesTexts)
  const { roles, groups, permissionsOf } = useAbilities()
  return (
    <SettingsPage title={text('roles.title')} subtitle={text('roles.subtitle')}>
      <Panel>
        <Tabs
          label={text('roles.title')}
          tabs={roles.map(({ role, text: name, hint }) => ({
            key: role,
            text: name,
            content: (
              <div className="abilities">
                <p>{hint}</p>
                {groups.map(({ title, abilities }) => (
                  <section key={title} aria-label={title}>
                    <h3>{title}</h3>
                    <ul>
                      {abilities.map(({ may, text: phrase }) => {
                        const isAllowed = permissionsOf([role]).has(may)
                        const Mark = isAllowed ? IconCheck : IconMinus
                        return (
                          <li key={may} data-allowed={isAllowed || undefined}>
                            <Mark size={17} stroke={2} aria-hidden="true" />
                            <span>
                              <span className="unseen">
                                {text(isAllowed ? 'roles.may' : 'roles.may-not')}{' '}
                              </span>
                              {phrase}
                            </span>
                          </li>
                        )
                      })}
                    </ul>
                  </section>
                ))}
              </div>
            ),
          }))}
        />
      </Panel>
      <p className="hint">{text('roles.several')}</p>
    </SettingsPage>
  )
}
