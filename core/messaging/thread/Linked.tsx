/** Addresses in what somebody wrote become links; nothing else in it means anything. */
const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]»])/g

export function Linked({ words }: { words: string }) {
  return words.split(ADDRESS).map((it, i) =>
    i % 2 === 1 ? (
      // The place in the words is what tells two equal addresses apart.
      <a key={i} href={it} target="_blank" rel="noreferrer noopener nofollow">
        {it}
      </a>
    ) : (
      it
    ),
  )
}
