/**
 * What people in Belgium and elsewhere choose first when ten characters are asked for, written from memory:
 * whole passwords, and words that stay easy with figures around them (`motdepasse123` is `motdepasse`).
 */
const words = `
password passwort wachtwoord motdepasse monmotdepasse mijnwachtwoord mypassword passwordpassword
qwertyuiop azertyuiop qwertyazerty azertyqwerty qwerty azerty asdfghjkl qsdfghjklm zxcvbnm wxcvbn
administrator administrateur admin adminadmin welcome welkom bienvenue bonjour hello hellohello
iloveyou jetaime ikhouvanjou letmein laissemoientrer opensesame sesameouvretoi
football voetbal anderlecht standard clubbrugge bruxelles brussel brussels belgique belgie belgium
sunshine soleil zonnetje princess princesse prinses superman batman starwars dragon monkey
computer ordinateur internet facebook instagram google microsoft windows samsung iphone
chocolat chocolade chocolate nicolas julien camille thomas charlotte alexandre
changeme changemenow secret secretsecret master masterpassword trustno abcdefghij abcdef abcdefgh
ecole school schoolschool librairie boutique magasin bibliotheque doudou loulou coucou toutou nounours
chaton chouchou mamamama papapapa poussin cheval soccer hockey tennis guitare musique
maison vacances printemps automne hiver zomer winter lente herfst summer autumn spring
janvier fevrier septembre octobre novembre decembre januari februari september oktober november december
socle soclesocle test testtest testtesttest demo demodemo guest guestguest user useruser
`
const figures = `
1234567890 0123456789 0987654321 9876543210 12345678910 123456789a 1234567891 123123123123 1122334455
1111111111 0000000000 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 a1b2c3d4e5 1a2z3e4r5t 123qweasdzxc qwerty123456
azerty123456 abc1234567 password1234 p@ssw0rd123 passw0rd123 motdepasse1 motdepasse123 wachtwoord1 wachtwoord123
`
export const guessedPasswords: ReadonlySet<string> = new Set(
  `${words} ${figures}`.trim().split(/\s+/),
)
