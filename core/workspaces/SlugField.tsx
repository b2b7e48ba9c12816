/** The address of a new workspace: suggested from the name, and known to be free while it is typed. */
import { useEffect, useRef, useState } from 'react'
import { InvalidInput } from '#kernel/contract.ts'
import { type Fault, useCall } from '#web/api.tsx'
import { useText } from '#web/text.tsx'
import { useForm } from '#web/ui/Form.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { SLUG, SlugReserved, SlugTaken } from './contract.ts'
import { checkSlug } from './lifecycle/contract.ts'
import { slugOf } from './slug.tsx'
import { workspacesTexts } from './texts.tsx'

export const isSlug = (value: string) => SLUG.test(value.trim().toLowerCase())

const PAUSE_MS = 400

/** Suggested until somebody edits it; says where the workspace will open, or that the address is taken. */
export function SlugField() {
  const text = useText(workspacesTexts)
  const { values, set } = useForm()
  const suggested = useRef('')
  const name = String(values['name'] ?? '')
  const slug = String(values['slug'] ?? '')
  const isFree = useFree(slug.trim().toLowerCase())
  useEffect(() => {
    const next = slugOf(name)
    const isOwn = slug !== '' && slug !== suggested.current
    if (isOwn || next === slug) return
    suggested.current = next
    set('slug', next)
  })
  const address = `${location.host}/app/${slug.trim().toLowerCase()}`
  const preview = text('space.slug-preview', { address })
  const said = isFree === false ? text('space.slug-taken') : preview
  return (
    <TextField
      name="slug"
      label={text('space.slug')}
      hint={isSlug(slug) ? said : text('space.slug-rule')}
      autoCapitalize="none"
      spellCheck={false}
      autoComplete="off"
    />
  )
}

/** Asked once the typing rests; undefined while nobody knows. */
function useFree(slug: string): boolean | undefined {
  const call = useCall()
  const [known, keep] = useState<{ slug: string; isFree: boolean }>()
  useEffect(() => {
    if (!SLUG.test(slug)) return
    const asking = setTimeout(
      () =>
        void call(checkSlug, { slug }).then(
          ({ isFree }) => keep({ slug, isFree }),
          () => {}, // the form itself will say
        ),
      PAUSE_MS,
    )
    return () => clearTimeout(asking)
  }, [call, slug])
  return known?.slug === slug ? known.isFree : undefined
}

/** A taken or reserved address is a fault of that field. */
export function besideSlug(problem: Fault | undefined): Fault | undefined {
  if (!SlugTaken.is(problem) && !SlugReserved.is(problem)) return problem
  return InvalidInput({ errors: [{ path: 'slug', code: problem.code, facts: {} }] })
}
