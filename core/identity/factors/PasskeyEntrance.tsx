/** Signing in by a passkey: a button, and the browser's own suggestions in the address field. */
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useAction, useCall } from '#web/api.tsx'
import { useProblemText } from '#web/problems.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { type Asserted, logInByPasskey, startPasskeyLogin } from './contract.ts'

const load = () => import('./authenticator.tsx')
const isSupported = () => typeof PublicKeyCredential === 'function'

type Entrance = { onEntered(): unknown; token?: string }

/** Asks, signs, enters; tells where it stands. */
export function usePasskeyEntrance({ onEntered, token }: Entrance) {
  const call = useCall()
  const ask = useAction(startPasskeyLogin)
  const enter = useAction(logInByPasskey, { onDone: () => void onEntered() })
  const [isAsking, setAsking] = useState(false)
  /** The button was pressed, or the page is gone: a suggestion that is ready only now would end what is under way. */
  const isTooLate = useRef(false)
  const bound = token === undefined ? {} : { token }

  const enterWith = (credential: Asserted) => enter.run({ ...bound, credential })
  const run = async () => {
    isTooLate.current = true
    setAsking(true)
    enter.reset()
    const options = await ask.run(bound)
    const { sign } = await load()
    const signed = options && (await sign(options))
    setAsking(false)
    if (typeof signed === 'object') await enterWith(signed)
  }
  /** Waits among the suggestions of the address field; a browser without them shows the button alone. */
  const suggest = async () => {
    isTooLate.current = false
    const can = await PublicKeyCredential.isConditionalMediationAvailable?.()
    if (!can) return
    const options = await call(startPasskeyLogin, {}).catch(() => undefined)
    const { sign } = await load()
    if (!options || isTooLate.current) return
    const signed = await sign(options, { quietly: true })
    if (typeof signed === 'object') await enterWith(signed)
  }
  const stopSuggesting = async () => {
    isTooLate.current = true
    ;(await load()).stopAsking()
  }
  const isPending = isAsking || enter.pending
  return { run, suggest, stopSuggesting, isPending, problem: ask.problem ?? enter.problem }
}

type ButtonProps = Entrance & { label: string; suggests?: boolean }

/** Nothing where the browser has no passkeys. */
export function PasskeyButton({ label, suggests = false, ...entrance }: ButtonProps) {
  const { run, suggest, stopSuggesting, isPending, problem } = usePasskeyEntrance(entrance)
  const said = useProblemText(problem)
  const isOffered = isSupported()
  useEffect(() => {
    if (!suggests || !isOffered) return
    void suggest()
    return () => void stopSuggesting()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for the page: it waits until somebody picks a passkey
  }, [suggests, isOffered])
  if (!isOffered) return null
  return (
    <>
      <Button wide icon={IconFingerprint} pending={isPending} onClick={() => void run()}>
        {label}
      </Button>
      {problem && <Notice tone="error">{said}</Notice>}
    </>
  )
}
