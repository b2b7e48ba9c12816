/** What other parts may ask of texts, on both sides: what differs between two of them. */
export { stepsBetween, wordChanges } from './text/rules.ts'
