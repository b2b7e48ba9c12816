import { useText } from '#web/text.tsx'
import { factorsTexts } from './texts.tsx'

export const useFactorText = () => useText(factorsTexts)
