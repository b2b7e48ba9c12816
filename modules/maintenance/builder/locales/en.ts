import type { Like } from '#kernel/text.ts'
import type fr from './fr.ts'

export default {
  'builder.title': 'Write the procedure',
  'builder.about': 'The procedure',
  'builder.description': 'In a few sentences',
  'builder.description-hint': 'When it is carried out, what to take along, what may be dangerous.',
  'builder.commas': 'Part them by commas.',
  'builder.note': 'What changes',
  'builder.note-hint': 'For the reviewer, and for who knows the version before.',
  'builder.first': 'The first step',
  'builder.first-hint': 'Add a step: title, instruction, proof.',
  'builder.title-example': 'For example: check the absence of voltage',
  'builder.untitled': 'Untitled',
  'builder.incomplete': 'incomplete',
  'builder.add': 'Add a step',
  'builder.up': 'Move the step up',
  'builder.down': 'Move the step down',
  'builder.copy': 'Duplicate the step',
  'builder.remove': 'Remove the step',
  'builder.keys': 'Drag, or Alt + ↑ ↓ on a step.',
  'builder.preview': 'On the phone',
  'builder.step-of': 'Step {place} of {count}',
  'builder.file': 'File',
  'builder.file-remove': 'Remove {name}',
  'builder.saved': 'saved',
  'builder.unsaved': 'changes to save',
  'builder.saving': 'saving…',
  'builder.waiting': 'offline: kept on this device',
  'builder.refused': 'not saved: look at the message',
  'builder.discard': 'Give the draft up',
  'builder.discard-ask': 'Give this draft up?',
  'builder.discard-ask-text': 'What is written in it goes; published versions stay.',
  'builder.discarded': 'Draft given up',
  'builder.no-draft': 'No draft is open',
  'builder.no-draft-hint':
    'Begin a new version from the procedure, or take back the one in review.',
  'builder.met':
    '{name} saved at the same time as you. Both texts are brought together, nothing is lost.',
  'builder.met-twice_one':
    '{count} step that both of you changed stands twice: keep the right one.',
  'builder.met-twice_many':
    '{count} steps that both of you changed stand twice: keep the right ones.',
  'builder.met-twice_other':
    '{count} steps that both of you changed stand twice: keep the right ones.',
  'builder.met-field': '{field}, on the other side: {words}',
  'builder.somebody': 'Somebody',
  'builder.understood': 'Understood',
} as const satisfies Like<typeof fr>
