import type { Action } from '#web/api.tsx'
import { Form, SubmitButton } from '#web/ui/Form.tsx'
import { Stack } from '#web/ui/Panel.tsx'
import type { Factors } from './contract.ts'
import { ProofField, shapeWith } from './ProofField.tsx'

type ProvenFormProps = Pick<Factors, 'proof'> & {
  action: Action
  label: string
  isDanger?: boolean
  /** What it is done to. */
  fixed?: Record<string, unknown>
  children: string
}

/** What happens, who sits here, and the button: for what an open session alone may not do. */
export function ProvenForm({ action, proof, label, isDanger, fixed, children }: ProvenFormProps) {
  return (
    <Stack>
      <p>{children}</p>
      <Form action={action} shape={shapeWith(proof)} fixed={fixed ?? {}}>
        <ProofField proof={proof} />
        <SubmitButton wide look={isDanger ? 'danger' : 'filled'}>
          {label}
        </SubmitButton>
      </Form>
    </Stack>
  )
}
