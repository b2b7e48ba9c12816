import { on } from '#kernel/module.ts'
import { blockDirect } from './blocks.ts'
import * as contract from './contract.ts'

export const routes = [on(contract.blockDirect, blockDirect)]
