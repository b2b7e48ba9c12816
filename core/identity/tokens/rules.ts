/** Found by scanners of published code, so that a token that was published by mistake is noticed. */
export const TOKEN_PREFIX = 'socle_'
