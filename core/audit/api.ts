/** What the kernel and the command line may ask of the audit. */
export { anchorsOf } from './anchors.ts'
export { findSupport } from './support/access.ts'
