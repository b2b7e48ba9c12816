import { useText } from '#web/text.tsx'
import { providersTexts } from './texts.tsx'

export const useProviderText = () => useText(providersTexts)
