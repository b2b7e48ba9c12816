/** Colours that are ready to be chosen; the first is the product's own. */
export const HOUSE = '#175c54'

export const swatches = [
  { colour: HOUSE, text: 'branding.fir' },
  { colour: '#1f5fa8', text: 'branding.lake' },
  { colour: '#5b3fa0', text: 'branding.plum' },
  { colour: '#a3235f', text: 'branding.berry' },
  { colour: '#b3341f', text: 'branding.brick' },
  { colour: '#8a5a00', text: 'branding.honey' },
  { colour: '#4c6b1f', text: 'branding.olive' },
  { colour: '#3d4a5c', text: 'branding.slate' },
] as const
