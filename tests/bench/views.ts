/** Rows as the bare server answers them: the product's replies, written out by hand. */
import type { Row } from './drivers.ts'

export const statement = `select transfer.*, payer.name as payer_name, receiver.name as receiver_name,
  offer.title as offer_title
  from ~exchange_transfers as transfer
  left join ~exchange_accounts as payer on payer.member_id = transfer.payer_id
  left join ~exchange_accounts as receiver on receiver.member_id = transfer.receiver_id
  left join ~exchange_offers as offer on offer.id = transfer.offer_id`

const RECENT_MS = 30 * 86_400_000

export function transferOf(row: Row, me: string, community: string) {
  const payer = { id: row['payer_id'], name: row['payer_name'] ?? community }
  const receiver = { id: row['receiver_id'], name: row['receiver_name'] ?? community }
  const side = payer.id === me ? 'payer' : receiver.id === me ? 'receiver' : null
  const isPending = row['state'] === 'pending'
  const isMine = side === row['initiator']
  return {
    id: row['id'],
    kind: row['kind'],
    state: row['state'],
    units: row['units'],
    reason: row['reason'],
    payer,
    receiver,
    direction: side && (side === 'payer' ? 'out' : 'in'),
    counterparty: side === 'payer' ? receiver : payer,
    isInitiator: isMine,
    awaitsMe: isPending && side !== null && !isMine,
    offer: row['offer_id'] === null ? null : { id: row['offer_id'], title: row['offer_title'] },
    moves: movesOf(row, isMine),
    createdAt: row['created_at'],
    expiresAt: isPending ? row['expires_at'] : null,
    resolvedAt: row['resolved_at'],
    note: row['note'],
    balanceAfter: side && (side === 'payer' ? row['payer_balance'] : row['receiver_balance']),
    dispute: row['disputed_at'] && {
      reason: row['dispute_reason'],
      openedAt: row['disputed_at'],
      opener: row['disputed_by'] === payer.id ? payer : receiver,
    },
    reverses: row['reverses_id'],
    reversedBy: row['reversed_by_id'],
  }
}

/** For a member who administers nothing. */
function movesOf(row: Row, isMine: boolean): string[] {
  if (row['kind'] !== 'payment' && row['kind'] !== 'request') return []
  if (row['state'] === 'pending') return isMine ? ['cancel'] : ['confirm', 'reject']
  const isRecent = Date.now() - new Date(row['resolved_at']).getTime() <= RECENT_MS
  return row['state'] === 'completed' && isRecent && !row['disputed_at'] ? ['dispute'] : []
}

export function offerOf(row: Row, me: string) {
  const isMine = row['owner_id'] === me
  return {
    id: row['id'],
    title: row['title'],
    description: row['description'],
    category: row['category'],
    unitsPerHour: row['units_per_hour'],
    state: row['state'],
    owner: { id: row['owner_id'], name: row['owner_name'] },
    isMine,
    moves: isMine ? ['pause', 'archive'] : [],
    createdAt: row['created_at'],
    updatedAt: row['updated_at'],
  }
}
