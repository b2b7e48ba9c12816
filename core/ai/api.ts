/** What other parts may ask of language models. */
export { type AskedShape, askForShape } from './answers/structured.ts'
