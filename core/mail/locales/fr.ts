/** Mail has no words of its own yet: each part writes its letters. */
export default {} as const
