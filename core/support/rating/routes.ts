import { outside, whenOutside } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { askRating, rateByLink, readAskedRating } from './rating.ts'

export const ratingRoutes = [
  outside(contract.readAskedRating, readAskedRating),
  outside(contract.rateByLink, rateByLink),
]

export const ratingJobs = [whenOutside('support/ask-rating', contract.ratingDue, askRating)]
