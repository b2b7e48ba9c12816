import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'rating/link-wrong':
    'This link is incomplete or was changed. Open it again from the mail you received.',
  'rating/link-over': 'This link no longer works: it was valid for thirty days.',
  'rating.title': 'Are you happy with the answer?',
  'rating.about': '{house}, request no. {number}: {title}',
  'rating.not-here': 'Giving your opinion',
  'rating.score': 'Your opinion',
  'rating.1': 'Not happy at all',
  'rating.2': 'Rather unhappy',
  'rating.3': 'Neither happy nor unhappy',
  'rating.4': 'Rather happy',
  'rating.5': 'Very happy',
  'rating.words': 'A word, if you like',
  'rating.send': 'Send my opinion',
  'rating.thanks': 'Thank you for your opinion!',
  'rating.thanks-text': 'Your answer is kept: {said}. You can close this page.',
  'rating.mail.subject': 'Are you happy with the answer of {house}?',
  'rating.mail.hello': 'Hello {name},',
  'rating.mail.text':
    'Your request no. {number}, “{title}”, is finished. Tell us with one click whether you are happy with the answer.',
  'rating.mail.life':
    'The link works once, for thirty days, without a password. If something is still missing, write in the same conversation.',
  'rating.mail.action': 'Give my opinion',
  'rating.mail.because': 'You receive this mail because you wrote to {house}.',
} as const satisfies Like<typeof fr>
