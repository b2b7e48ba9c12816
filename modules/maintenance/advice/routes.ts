import { live, on, outside, whenOutside } from '#kernel/module.ts'
import { analyses, askAnalysis, decide, linkPhoto, readAnalysis, retry } from './analyses.ts'
import { analyse, ATTEMPTS } from './analysing.ts'
import * as contract from './contract.ts'
import { readLockOut, searchAdvice } from './suggesting.ts'

export const routes = [
  on(contract.askAnalysis, askAnalysis),
  on(contract.listAnalyses, analyses),
  on(contract.readAnalysis, readAnalysis),
  on(contract.retryAnalysis, retry),
  on(contract.decideAnalysis, decide),
  outside(contract.linkAnalysisPhoto, linkPhoto),
  on(contract.searchAdvice, searchAdvice),
  on(contract.readLockOut, readLockOut),
]

export const jobs = [
  // A technician waits for it.
  whenOutside('maintenance/analyse-photo', contract.analysisAsked, analyse, {
    attempts: ATTEMPTS,
    priority: 1,
  }),
]

export const topics = [live(contract.analysisChanged)]
