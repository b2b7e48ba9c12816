import { on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { addNote, listNotes } from './notes.ts'

export const routes = [on(contract.listNotes, listNotes), on(contract.addNote, addNote)]
