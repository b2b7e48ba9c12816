/** The step between two factors, kept in this tab so that a reload of the page loses nothing. */
import { useState } from 'react'
import * as z from 'zod/mini'
import { SecondFactor } from '../contract.ts'

const STORED = 'socle.second-step'

/** A sign-in that came back from elsewhere carries the step behind the # of the address. */
function fromAddress(): SecondFactor | undefined {
  const { token, until, ways } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
  const { success, data } = z.safeParse(SecondFactor, { token, until, ways: ways?.split(',') })
  if (!success) return undefined
  // The token does not stay in the history of the browser.
  history.replaceState(history.state, '', location.pathname + location.search)
  keepStep(data)
  return data
}

function fromTab(): SecondFactor | undefined {
  const kept = sessionStorage.getItem(STORED)
  return kept ? (JSON.parse(kept) as SecondFactor) : undefined
}

/** For the login page, which goes on with it; undefined begins anew. */
export function keepStep(step: SecondFactor | undefined): void {
  if (step) sessionStorage.setItem(STORED, JSON.stringify(step))
  else sessionStorage.removeItem(STORED)
}

export function usePendingStep(): [
  SecondFactor | undefined,
  (step: SecondFactor | undefined) => void,
] {
  const [step, setStep] = useState(() => fromAddress() ?? fromTab())
  const change = (next: SecondFactor | undefined) => {
    keepStep(next)
    setStep(next)
  }
  return [step, change]
}
