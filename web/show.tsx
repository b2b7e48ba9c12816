/** Puts the shell on the screen once its own words are there. */
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import { NavigationProvider } from './navigation.tsx'
import { createShell, type Shell } from './router.tsx'
import { Root as Screens } from './shell/frames.tsx'
import { TextProvider, type TextSource } from './text.tsx'

export const shellTexts: TextSource = {
  fr: () => import('./locales/fr.ts'),
  nl: () => import('./locales/nl.ts'),
  en: () => import('./locales/en.ts'),
}

export async function show(root: Root, shell: Shell) {
  await shell.texts.add(shellTexts)
  await shell.texts.choose(shell.texts.locale)
  const navigation = createShell(shell)
  root.render(
    <StrictMode>
      <QueryClientProvider client={shell.queries}>
        <TextProvider texts={shell.texts}>
          <NavigationProvider navigation={navigation}>
            <Screens />
          </NavigationProvider>
        </TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
  await navigation.start()
}
