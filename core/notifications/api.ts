/** What other parts may ask of notifications. */
export { notify, readAbout, withdrawAbout } from './notify.ts'
