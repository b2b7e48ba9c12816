/** Everything that shows notices, read anew together. */
import { countNotices, listNotices } from './contract.ts'

export const noticeReadings = [countNotices, listNotices]
