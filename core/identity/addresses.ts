/** Two people never own addresses that differ only by spaces, case or the composition of accents. */
export const normalise = (email: string) => email.trim().normalize('NFC').toLowerCase()
