import { RISK_WORDS, type Risk } from '../../../verdicts/risk';
import type { Spoken } from '../../bundle';
import { h } from './dom';

/** How grave a verdict looks; the words beside it say the same. */
const TONES: Readonly<Record<Risk, string>> = {
  'data-at-risk': 'grave',
  identity: 'grave',
  rejected: 'grave',
  exposure: 'serious',
  availability: 'serious',
  'image-downgrade': 'serious',
  'image-major': 'serious',
  recreated: 'serious',
  'not-judged': 'unknown',
  'rolling-restart': 'busy',
  image: 'busy',
  'no-restart': 'calm',
};

/** A text with its first letter in upper case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A coloured sign for a verdict, for the eye only. */
export const sign = (risk: Risk): HTMLElement => h('span', { class: `sign ${TONES[risk]}`, 'aria-hidden': 'true' });

/** A verdict in full: what it is, what happens, and what to do about it. */
export function saying({ risk, reason, remedy, stake }: Spoken, pods: string): HTMLElement {
  const details = [stake ? `at stake: ${stake}` : '', pods].filter(Boolean).join(', ');
  return h(
    'p',
    { class: 'saying' },
    sign(risk),
    h('strong', {}, capital(RISK_WORDS[risk])),
    details === '' ? undefined : h('span', { class: 'muted' }, ` (${details})`),
    ` ${reason}`,
    remedy === 'Nothing to do.' ? undefined : h('span', { class: 'remedy' }, ` ${remedy}`),
  );
}
