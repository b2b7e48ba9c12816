/** Three sites of the story, with what hangs there. */
import { createEquipment, createSite } from '../sites/contract.ts'
import type { Person } from './teller.ts'

type Thing = { name: string; kind: string; maker: string; serial: string; place: string }

const inverter = (n: number, maker: string, serial: string, place: string): Thing => ({
  name: `Onduleur ${n}`,
  kind: 'onduleur',
  maker,
  serial,
  place,
})

const sites: readonly { name: string; location: string; note: string; things: Thing[] }[] = [
  {
    name: 'Toiture de l’école de Nivelles, 42 kWc',
    location: 'Rue des Tilleuls 12, 1400 Nivelles',
    note: 'Clés à la conciergerie. Pas de bruit pendant les cours.',
    things: [
      inverter(1, 'Heliora', 'HX-2201-0417', 'Local technique, mur nord'),
      inverter(2, 'Heliora', 'HX-2201-0418', 'Local technique, mur nord'),
      {
        name: 'Coffret DC de la toiture sud',
        kind: 'coffret DC',
        maker: 'Bornalux',
        serial: 'CDC-77 ☀️',
        place: 'Toiture, accès par l’échelle',
      },
    ],
  },
  {
    name: 'Halle agricole de Wavre, 248 kWc',
    location: 'Chemin du Moulin 3, 1300 Wavre',
    note: '22 chaînes. Chien dans la cour : téléphoner avant d’entrer.',
    things: [
      ...Array.from({ length: 5 }, (_, i) =>
        inverter(i + 1, 'Voltaris', `VT50-9${i}31`, `Pignon est, rang ${i + 1}`),
      ),
      {
        name: 'Tableau AC général',
        kind: 'tableau AC',
        maker: 'Bornalux',
        serial: 'TAC-4410',
        place: 'Local électrique',
      },
    ],
  },
  {
    name: 'Ombrières du parking de Louvain-la-Neuve, 96 kWc',
    location: 'Boulevard de la Lumière 1, 1348 Louvain-la-Neuve',
    note: 'Optimiseurs sous chaque module. Parking ouvert jour et nuit.',
    things: [
      inverter(1, 'Optisun', 'OS-96-A', 'Armoire A'),
      inverter(2, 'Optisun', 'OS-96-B', 'Armoire B'),
      {
        name: 'Optimiseurs de la rangée 4',
        kind: 'optimiseurs',
        maker: 'Optisun',
        serial: 'OPT-R4',
        place: 'Rangée 4, sous les modules',
      },
    ],
  },
]

/** Equipment of all sites, in turn, so that each has its history. */
export async function openSites(supervisor: Person): Promise<string[]> {
  const perSite: string[][] = []
  for (const { things, ...words } of sites) {
    const { id: siteId } = await supervisor.call(createSite, words)
    const ids: string[] = []
    for (const thing of things)
      ids.push((await supervisor.call(createEquipment, { siteId, ...thing })).id)
    perSite.push(ids)
  }
  const most = Math.max(...perSite.map((it) => it.length))
  return Array.from({ length: most }, (_, i) =>
    perSite.flatMap((ids) => ids.slice(i, i + 1)),
  ).flat()
}
