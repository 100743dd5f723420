import { setFlagsFromString } from 'node:v8';

/**
 * How much a function must run before V8 optimizes it, in its own unit (bytes of bytecode executed): some eight times its
 * default. A run of seconds spends more on optimizing than it gets back: `npm run bench` took 1.8 times the CPU without.
 */
const INTERRUPT_BUDGET = 1_000_000;

/** Tells V8 that this process is short. To be called first; changes nothing but speed. */
export const expectShortRun = (): void => setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
