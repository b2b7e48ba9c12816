/** Two photos that somebody wondered about on site. No model is configured in the story: words find the procedures. */
import { newId } from '#kernel/ids.ts'
import { ADVICE_PHOTO, askAnalysis } from '../advice/contract.ts'
import { type Drawing, drawnPictures } from './pictures.ts'
import type { House, Teller } from './teller.ts'

const wondered: readonly (readonly [Drawing, string])[] = [
  ['connector', 'Connecteur noirci sur la chaîne 3, ça sent le brûlé'],
  ['soiled', 'Bas des modules très encrassé côté route'],
]

export async function askAboutPhotos({ bring, settle }: Teller, { technicians }: House) {
  const pictures = await drawnPictures()
  const who = technicians[2]!
  for (const [drawing, words] of wondered) {
    const fileId = newId()
    const bytes = pictures[drawing]
    await bring(who, { id: fileId, purpose: ADVICE_PHOTO, name: 'photo.jpg', bytes })
    await who.call(askAnalysis, { fileId, words })
    await settle()
  }
}
