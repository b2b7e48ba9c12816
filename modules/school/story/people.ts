/** Ninety-five invented neighbours; with the founder they are the ninety-six of the exchange. */
import { chance } from './chance.ts'

/** Who speaks what at home: 46 % French only, 31 % French and Dutch, the rest something else besides. */
const groups = [
  {
    count: 44,
    first:
      'Bob Cloé Hélène Olivier Quentin Rosa Amélie Benoît Camille Delphine Étienne Florence Gilles Isabelle Julien Laurence Mathieu Nathalie Pascal Sandrine Thibault Valérie'.split(
        ' ',
      ),
    last: 'Lambert,Dubois,Moreau,Renard,Lejeune,Martin,Simon,Lefèvre,Noël,Delvaux,Charlier,Collard,Wauters,Hubert,Marchal'.split(
      ',',
    ),
  },
  {
    count: 30,
    first:
      'Ana Eline Gert Karel Marc Sam An Bram Charlotte Dries Els Femke Hilde Jeroen Katrien Lies Maarten Nele'.split(
        ' ',
      ),
    last: 'Peeters,Janssens,Claes,Maes,Wouters,Willems,De Smet,Van Damme,Goossens,Vermeulen,De Backer,Van den Broeck'.split(
      ',',
    ),
  },
  {
    count: 21,
    first:
      'Driss Fatou Ibrahim Joana Leïla Nadia Paula Tülay Emily Youssef Amina Emre Zeynep Tiago Beatriz Oliver Samira Mehmet Inês Karim Grace'.split(
        ' ',
      ),
    last: 'El Amrani,Diallo,Yilmaz,Silva,Benali,Kowalska,Costa,Demir,Walker,Haddad,Ziani,Kaya,Öztürk,Ferreira,Santos,Bennett,Mansouri,Şahin,Almeida,Idrissi,Mensah'.split(
      ',',
    ),
  },
] as const

/** The first of each name keeps the family name beside it; later ones are dealt by chance, none twice. */
export const names: readonly string[] = groups.flatMap(({ count, first, last }, i) => {
  const luck = chance(20_260_901 + i)
  const known = new Set<string>()
  for (let at = 0; known.size < count; at++) {
    const name =
      at < last.length ? `${first[at]} ${last[at]}` : `${luck.pick(first)} ${luck.pick(last)}`
    known.add(name)
  }
  return [...known]
})
