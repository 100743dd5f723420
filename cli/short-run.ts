import { setFlagsFromString } from 'node:v8';

/**
 * How much a function must run before V8 optimizes it, some eight times its defaults. A run of seconds spends more on
 * optimizing than it gets back: without them `npm run bench` takes 1.8 times the CPU with Node 20, and 1.1 to 1.2 times with
 * 21 to 24. Later ones do well by themselves.
 */
const OF_NODE_20: readonly string[] = ['--interrupt-budget=1000000'];
const OF_NODE_21_TO_24: readonly string[] = [
  '--invocation-count-for-turbofan=24000',
  '--invocation-count-for-maglev=3200',
];

/**
 * The flags of V8 for a short run, by the version of Node. None but known ones: V8 prints an error about a flag it does not
 * have. Source: `node --v8-options` of Node 20 to 26.
 */
export function shortRunFlags(version: string): readonly string[] {
  const major = Number(version.split('.')[0]);
  if (major === 20) return OF_NODE_20;
  return major > 20 && major <= 24 ? OF_NODE_21_TO_24 : [];
}

/** Tells V8 that this process is short. To be called first; changes nothing but speed. */
export const expectShortRun = (): void => {
  for (const flag of shortRunFlags(process.versions.node)) setFlagsFromString(flag);
};
