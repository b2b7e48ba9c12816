/** Words to begin with. What only the workspace can know stands between brackets. */
import type { WorkspaceFacts } from '#kernel/module.ts'
import type { Language } from '#kernel/text.ts'
import { escapeText } from '#kernel/markup.ts'
import type { PageType } from '../pages/rules.ts'

type Starter = {
  starter: 'home' | 'notice' | 'privacy'
  type: PageType
  texts: Record<Language, { title: string; html: string }>
}

export function starterTexts({
  name: typed,
  kind,
}: Pick<WorkspaceFacts, 'name' | 'kind'>): Starter[] {
  const name = escapeText(typed)
  return [
    {
      starter: 'home',
      type: 'landing',
      texts: kind === 'school' ? schoolHome(name) : plainHome(name),
    },
    { starter: 'notice', type: 'legal', texts: notice(name) },
    { starter: 'privacy', type: 'legal', texts: privacy(name) },
  ]
}

const schoolHome = (name: string): Starter['texts'] => ({
  fr: {
    title: `Bienvenue`,
    html: `<p>${name} réunit des familles et des voisins qui s’entraident. Une heure d’aide vaut une heure d’aide, quelle que soit l’aide.</p>
<h2>Comment cela marche</h2>
<ul><li><p>Chacun propose ce qu’il sait faire : réparer un vélo, garder un enfant, traduire une lettre.</p></li><li><p>Qui reçoit de l’aide dit merci en minutes ; qui en donne les reçoit.</p></li><li><p>La somme de tous les comptes est toujours nulle, et tout le monde peut le vérifier.</p></li></ul>
<h2>Nous rejoindre</h2>
<p>[Dites qui peut entrer, et à qui l’on s’adresse.]</p>`,
  },
  nl: {
    title: `Welkom`,
    html: `<p>${name} brengt gezinnen en buren samen die elkaar helpen. Een uur hulp is een uur hulp waard, welke hulp het ook is.</p>
<h2>Hoe het werkt</h2>
<ul><li><p>Iedereen biedt aan wat hij of zij kan: een fiets herstellen, op een kind passen, een brief vertalen.</p></li><li><p>Wie hulp krijgt, zegt dank u in minuten; wie hulp geeft, krijgt die minuten.</p></li><li><p>De som van alle rekeningen is altijd nul, en iedereen kan het nakijken.</p></li></ul>
<h2>Meedoen</h2>
<p>[Zeg wie lid kan worden, en bij wie je terechtkunt.]</p>`,
  },
  en: {
    title: `Welcome`,
    html: `<p>${name} brings together families and neighbours who help each other. An hour of help is worth an hour of help, whatever the help.</p>
<h2>How it works</h2>
<ul><li><p>Everybody offers what they can do: mend a bicycle, mind a child, translate a letter.</p></li><li><p>Whoever receives help says thank you in minutes; whoever gives it receives them.</p></li><li><p>The sum of all accounts is always zero, and anybody can check it.</p></li></ul>
<h2>Joining us</h2>
<p>[Say who may come in, and whom to ask.]</p>`,
  },
})

const plainHome = (name: string): Starter['texts'] => ({
  fr: {
    title: 'Bienvenue',
    html: `<p>[En deux phrases : ce que fait ${name}, et pour qui.]</p><h2>Ce que nous proposons</h2><p>[Vos services, vos livres, vos produits.]</p><h2>Nous trouver</h2><p>[Adresse, horaires, téléphone.]</p>`,
  },
  nl: {
    title: 'Welkom',
    html: `<p>[In twee zinnen: wat ${name} doet, en voor wie.]</p><h2>Wat wij aanbieden</h2><p>[Uw diensten, boeken of producten.]</p><h2>Waar u ons vindt</h2><p>[Adres, uren, telefoon.]</p>`,
  },
  en: {
    title: 'Welcome',
    html: `<p>[In two sentences: what ${name} does, and for whom.]</p><h2>What we offer</h2><p>[Your services, books or products.]</p><h2>Where to find us</h2><p>[Address, opening hours, telephone.]</p>`,
  },
})

const notice = (name: string): Starter['texts'] => ({
  fr: {
    title: 'Mentions légales',
    html: `<h2>Éditeur</h2><p>${name}, [forme juridique], [adresse complète].</p><p>Numéro d’entreprise : [BCE ou SIREN]. Courriel : [adresse]. Téléphone : [numéro].</p><p>Responsable de la publication : [prénom et nom].</p><h2>Hébergement</h2><p>[Nom, adresse et téléphone de l’hébergeur.]</p><h2>Textes et images</h2><p>Sauf indication contraire, les textes et les images de ce site appartiennent à ${name} ou à leurs auteurs. Les citer en indiquant la source est permis ; les reprendre demande notre accord.</p>`,
  },
  nl: {
    title: 'Wettelijke vermeldingen',
    html: `<h2>Uitgever</h2><p>${name}, [rechtsvorm], [volledig adres].</p><p>Ondernemingsnummer: [KBO]. E-mail: [adres]. Telefoon: [nummer].</p><p>Verantwoordelijk voor de publicatie: [voornaam en naam].</p><h2>Hosting</h2><p>[Naam, adres en telefoon van de hostingfirma.]</p><h2>Teksten en beelden</h2><p>Tenzij anders vermeld behoren de teksten en beelden van deze site toe aan ${name} of aan hun makers. Citeren met bronvermelding mag; overnemen vraagt onze toestemming.</p>`,
  },
  en: {
    title: 'Legal notice',
    html: `<h2>Publisher</h2><p>${name}, [legal form], [full address].</p><p>Company number: [number]. E-mail: [address]. Telephone: [number].</p><p>Responsible for publication: [first and last name].</p><h2>Hosting</h2><p>[Name, address and telephone of the host.]</p><h2>Texts and pictures</h2><p>Unless stated otherwise, the texts and pictures of this site belong to ${name} or to their authors. Quoting them with their source is allowed; reusing them needs our consent.</p>`,
  },
})

const privacy = (name: string): Starter['texts'] => ({
  fr: {
    title: 'Vie privée',
    html: `<p>Cette page dit ce que ${name} sait de vous, pourquoi, et combien de temps.</p><h2>En lisant ce site</h2><p>Aucun traceur, aucune mesure d’audience, aucun cookie. Le serveur garde quelques jours l’adresse technique des visites, pour sa sécurité.</p><h2>Si vous êtes membre</h2><ul><li><p>Votre nom et votre adresse e-mail, pour que les autres membres sachent à qui ils ont affaire ; aussi longtemps que vous êtes membre.</p></li><li><p>Ce que vous écrivez et échangez dans l’espace : [durée].</p></li></ul><h2>Vos droits</h2><p>Depuis votre compte, vous pouvez lire, corriger, emporter et effacer vos données. Pour toute question : [adresse]. Vous pouvez aussi vous adresser à l’Autorité de protection des données (Belgique) ou à la CNIL (France).</p>`,
  },
  nl: {
    title: 'Privacy',
    html: `<p>Deze pagina zegt wat ${name} over u weet, waarom en hoelang.</p><h2>Als u deze site leest</h2><p>Geen trackers, geen bezoekersmeting, geen cookies. De server bewaart enkele dagen het technische adres van de bezoeken, voor de beveiliging.</p><h2>Als u lid bent</h2><ul><li><p>Uw naam en uw e-mailadres, zodat de andere leden weten met wie ze te maken hebben; zolang u lid bent.</p></li><li><p>Wat u schrijft en ruilt in de ruimte: [termijn].</p></li></ul><h2>Uw rechten</h2><p>Vanuit uw account kunt u uw gegevens lezen, verbeteren, meenemen en wissen. Vragen: [adres]. U kunt ook terecht bij de Gegevensbeschermingsautoriteit.</p>`,
  },
  en: {
    title: 'Privacy',
    html: `<p>This page says what ${name} knows about you, why, and for how long.</p><h2>When you read this site</h2><p>No trackers, no audience measurement, no cookies. The server keeps the technical address of visits for a few days, for its security.</p><h2>If you are a member</h2><ul><li><p>Your name and e-mail address, so that the other members know whom they deal with; for as long as you are a member.</p></li><li><p>What you write and exchange in the workspace: [period].</p></li></ul><h2>Your rights</h2><p>From your account you can read, correct, take along and erase your data. Questions: [address]. You may also turn to the data protection authority of your country.</p>`,
  },
})
