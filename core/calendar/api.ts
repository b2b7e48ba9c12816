/** What other parts may ask of the calendar. */
export { workingHours } from './hours.ts'
