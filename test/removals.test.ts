import { expect, test } from 'vitest';
import { isTold, judged, judgedByPlan, published } from './removals/judged';
import { type Removal, removals } from './removals/removal';

const SEED = 20_260_829;
const SAMPLE = 20;

/** The same numbers for the same seed. Source: mulberry32. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed | 0; ; ) {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    yield ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }
}

const sampled = (all: readonly Removal[]): readonly Removal[] => {
  const random = numbers(SEED);
  return Array.from({ length: SAMPLE }, () => all[Math.floor((random.next().value ?? 0) * all.length)] as Removal);
};

const overlays = published();
const each = overlays.map((overlay) => [overlay.name, overlay] as const);

test('there is something to take out of every overlay: Services, policies, databases and keys of Secrets', () => {
  for (const { name, files } of overlays) {
    const kinds = new Set(removals(files).map(({ kind }) => kind));
    for (const kind of ['Service', 'networking.k8s.io/NetworkPolicy', 'key of ExternalSecret', 'key of PushSecret'])
      expect([...kinds], name).toContain(kind);
  }
  expect(overlays.some(({ files }) => files.some(({ manifest }) => manifest.kind === 'Database'))).toBe(true);
});

test.each(each)(
  'whatever is taken out of %s is named, each object and each key',
  (_, overlay) => {
    const silent = removals(overlay.files).filter((removal) => !isTold(removal, judgedByPlan(overlay, removal)));
    expect(silent.map(({ what }) => what)).toEqual([]);
  },
  120_000,
);

test.each(each)(
  `a sample of what is taken out of %s, judged by all rules (seed ${SEED})`,
  (_, overlay) => {
    const silent = sampled(removals(overlay.files)).filter((removal) => !isTold(removal, judged(overlay, removal)));
    expect(silent.map(({ what }) => what)).toEqual([]);
  },
  60_000,
);
