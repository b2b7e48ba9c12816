/** The pictures that members gave their accounts, for whoever shows them beside their names. */
import * as z from 'zod/mini'
import { endpoint } from '#kernel/contract.ts'

/** A page shows no more people at once than it asks for; a longer one asks twice. */
export const MOST_PICTURES = 60

/** Only of those who are here and have one: the others stand with their initials. */
export const readPictures = endpoint('GET /members/pictures', {
  may: 'workspace.read',
  input: z.object({
    of: z.array(z.uuid()).check(z.minLength(1), z.maxLength(MOST_PICTURES)),
  }),
  reply: z.object({
    pictures: z.array(z.object({ memberId: z.uuid(), picture: z.string() })),
  }),
})
