/** The pictures of a step, as they were taken along. */
import { useBytes } from './bytes.tsx'
import { useStored } from './keeper.tsx'
import type { FieldStore } from './store.tsx'

export function Pictures({ store, ids }: { store: FieldStore; ids: readonly string[] }) {
  const found = useStored(store, async () => (await store.pictures()).map(nameOf), ids.join())
  const here = found?.filter((it) => ids.includes(it.id)) ?? []
  if (here.length === 0) return null
  return (
    <div className="fieldpictures">
      {here.map(({ id, name }) => (
        <Shown key={id} store={store} id={id} name={name} />
      ))}
    </div>
  )
}

const nameOf = ({ id, name }: { id: string; name: string }) => ({ id, name })

function Shown({ store, id, name }: { store: FieldStore; id: string; name: string }) {
  const url = useBytes(() => store.picture(id), id)
  return url ? <img src={url} alt={name} /> : <span className="bone" data-size="title" />
}
