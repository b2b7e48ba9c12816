/** What other parts show of plans. */
import { useText } from '#web/text.tsx'
import { plansTexts } from './texts.tsx'

/** The words of this part on another part's page; suspends until they are there. */
export const usePlanText = () => useText(plansTexts)
