/** `in` and `not in` of an empty list: SQLite knows them, the servers call them a syntax error. */
import {
  type BinaryOperationNode,
  OperatorNode,
  PrimitiveValueListNode,
  ValueListNode,
} from 'kysely'

/** What such a comparison always says; undefined for every other one. */
export function emptyList({ operator, rightOperand }: BinaryOperationNode): string | undefined {
  const isList = PrimitiveValueListNode.is(rightOperand) || ValueListNode.is(rightOperand)
  if (!isList || rightOperand.values.length > 0 || !OperatorNode.is(operator)) return undefined
  return operator.operator === 'not in' ? '1 = 1' : '1 = 0'
}
