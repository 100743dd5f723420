import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { diffCommand } from '../cli/diff';
import { COMMENT_LIMIT, markdown, memoryTree, review } from '../review/index';

const folder = mkdtempSync(join(tmpdir(), 'slipway-diff-'));
const head = join(folder, 'head');
const base = join(folder, 'base');
const answer = join(folder, 'answer');

/** Most that copying a tree takes on a busy machine, in milliseconds. */
const TIME = 60_000;

/** Runs the command on the two folders and gives its answer and exit code. */
async function diff(...flags: readonly string[]): Promise<{ readonly text: string; readonly code: number }> {
  const code = process.exitCode;
  process.exitCode = 0;
  await diffCommand.parseAsync([base, head, '--output', answer, ...flags], { from: 'user' });
  const ended = Number(process.exitCode);
  process.exitCode = code;
  return { text: readFileSync(answer, 'utf8'), code: ended };
}

/** Files and overlays that a test has touched, to be put back after it. */
const touched = new Set<string>();

function edit(path: RegExp, change: (text: string) => string): void {
  for (const name of paths.filter((each) => path.test(each))) {
    touched.add(name);
    writeFileSync(join(head, name), change(readFileSync(join(head, name), 'utf8')));
  }
}

function remove(overlay: string): void {
  touched.add(overlay);
  rmSync(join(head, overlay), { recursive: true });
}

/** What a person sees before they scroll. */
const firstScreen = (text: string): readonly string[] => text.split('\n').slice(0, 24);

const filesOf = (root: string, wanted: RegExp): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => wanted.test(path) && /\.\w+$/.test(path))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );

const published = (): readonly string[] => readdirSync(base).sort();

const paths = readdirSync('dist', { recursive: true, encoding: 'utf8' });

beforeAll(() => {
  cpSync('dist', base, { recursive: true });
  cpSync('dist', head, { recursive: true });
}, TIME);
afterEach(() => {
  for (const path of touched) cpSync(join(base, path), join(head, path), { recursive: true });
  touched.clear();
}, TIME);
afterAll(() => rmSync(folder, { recursive: true, force: true }), TIME);

describe('slipway diff', () => {
  test('tells a version of Trino: what, where, how hard and who uses it', async () => {
    edit(/trino\/deployment-.*\.yaml$/, (text) => text.replace(/(trinodb\/trino:)\d+/, '$1999'));
    const { text, code } = await diff('--guard', '--fail-on', 'data-at-risk');
    const screen = firstScreen(text);
    expect(screen[0]).toMatch(/^\d+ objects change in 4 of 4 overlays, all of trino /);
    expect(screen[1]).toMatch(/^\d+ recreated · \d+ rolling restart · \d+ pods restart$/);
    expect(screen.slice(3, 5)).toEqual([
      'Who notices',
      expect.stringMatching(
        /^ {2}trino stops before it comes back \(\d+ pods, 1–\d each\): people use it, and no service — dev, /,
      ),
    ]);
    expect(screen).toContain('    image changes: trino: 480 → 999.');
    expect(screen).toContain('      Merge in a quiet hour.');
    expect(screen.join('\n')).toMatch(/● Deployment trino\/trino-worker — production, production-eks, staging/);
    expect(code).toBe(0);
  });

  test('tells less storage for Kafka: what is at stake, what happens instead, what to do and who uses it', async () => {
    edit(/^production\/kafka\/kafkanodepool-broker\.yaml$/, (text) => text.replace(/size: \d+Gi/, 'size: 1Gi'));
    const { text, code } = await diff('--fail-on', 'data-at-risk,exposure');
    expect(firstScreen(text)).toEqual([
      expect.stringMatching(/^1 object changes in 1 of 4 overlays, all of kafka /),
      '1 data at risk',
      '',
      'Who notices',
      '  Data of kafka is at risk: datahub and trino use it — production',
      '',
      '● KafkaNodePool.kafka.strimzi.io kafka/broker — production',
      '    - spec.storage.volumes[id=0].size: 200Gi',
      '    + spec.storage.volumes[id=0].size: 1Gi',
      '    data at risk: Volumes cannot shrink. Strimzi keeps the old size and reports a warning on the Kafka resource, so Git and the cluster disagree.',
      '      Keep the size; to have less, add new storage, move the data and take the old out in a later change.',
      '',
    ]);
    expect(code).toBe(1);
  });

  test('tells an overlay that goes: what stops, what is at stake, what Argo CD does, and guards it', async () => {
    remove('staging');
    const { text, code } = await diff('--format', 'terminal', '--guard');
    const screen = firstScreen(text);
    expect(screen[0]).toMatch(/^\d+ objects change in 1 of 4 overlays, \d+ services; overlay staging is removed /);
    expect(screen[1]).toMatch(/^\d+ data at risk · /);
    expect(screen.slice(3, 9)).toEqual([
      'Who notices',
      expect.stringMatching(
        /^ {2}Goes as a whole, with \d+ services: datahub, doris, iceberg, kafka and \d+ more — staging$/,
      ),
      '    Who uses them from outside the overlay stands in no plan: ask before merging.',
      '',
      'Room on the nodes',
      expect.stringMatching(
        /^ {2}Once taken down it frees \d+ pods, [\d.]+ cores, [\d.]+ GiB of memory, [\d.]+ GiB of storage — staging$/,
      ),
    ]);
    expect(screen[10]).toMatch(/Removed the whole overlay, \d+ objects — staging/);
    expect(screen[11]).toContain('deletes nothing, until the Application is deleted');
    expect(screen[12]).toContain('Say in removals.yaml what becomes of the data');
    expect(screen[13]).toMatch(
      /^ {6}\d+ objects: \d+ Namespace \(everything in it, volumes too\), .*all databases of the cluster/,
    );
    expect(screen.every((line) => line.length < 320)).toBe(true);
    expect(code).toBe(1);
    const record = join(folder, 'removals.yaml');
    writeFileSync(
      record,
      "removals:\n- {overlay: staging, object: '*', reason: 'staging is no longer needed', data: deleted}\n",
    );
    expect((await diff('--guard', '--removals', record)).code).toBe(0);
  });

  test.each([
    ['a version of Trino', /(trinodb\/trino:)\d+/, '$1999', 'trino stops before it comes back (300 pods, 3 each)'],
    ['less storage for Kafka', /(size: )20Gi/, '$110Gi', 'Data of kafka is at risk: datahub and trino use it'],
  ])('tells %s in a hundred overlays in less than 4,000 characters', (_, what, by, said) => {
    const pattern = filesOf(join(base, 'staging'), /^(plan\.jsonl|trino\/.*|kafka\/.*)$/);
    const fleet = (change: (text: string) => string) =>
      Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => `tenant-${String(index).padStart(3, '0')}`).flatMap((name) =>
          [...pattern].map(([path, text]) => [`${name}/${path}`, change(text).replaceAll('staging', name)]),
        ),
      );
    const found = review(
      memoryTree(
        'base',
        fleet((text) => text),
      ),
      memoryTree(
        'head',
        fleet((text) => text.replace(what, by)),
      ),
      { depth: 1 },
    );
    const text = markdown(found, { limit: COMMENT_LIMIT });
    expect(text).toContain(said);
    expect(text).toContain('all 100 overlays');
    expect(text.length).toBeLessThan(4_000);
  });

  test('does not tell the plan and the map where they only follow', async () => {
    edit(/^dev\/(README\.md|plan\.jsonl)$/, (text) => `${text}\n`);
    edit(/^dev\/trino\/deployment-.*\.yaml$/, (text) => text.replace(/(trinodb\/trino:)\d+/, '$1999'));
    expect((await diff()).text).not.toContain('without objects');
  });

  test('judges every kind that is published', async () => {
    for (const overlay of published()) remove(overlay);
    const { text } = await diff('--format', 'json');
    const strange = JSON.parse(text).changes.filter(
      ({ verdicts }: { readonly verdicts: readonly { readonly risk: string }[] }) =>
        verdicts.some(({ risk }) => risk === 'not-judged'),
    );
    expect([
      ...new Set(strange.map(({ identity }: { readonly identity: { readonly kind: string } }) => identity.kind)),
    ]).toEqual([]);
  });

  test('writes a page, as the answer and beside it', async () => {
    edit(/^production\/kafka\/kafkanodepool-broker\.yaml$/, (text) => text.replace(/size: \d+Gi/, 'size: 1Gi'));
    const { text } = await diff('--format', 'html');
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toContain('<h1>1 object changes in 1 of 4 overlays, all of kafka</h1>');
    const [page, notes] = [join(folder, 'review.html'), join(folder, 'review.md')];
    await diff('--format', 'markdown', '--attach', page);
    expect(readFileSync(page, 'utf8')).toBe(text);
    await diff('--format', 'markdown', '--attach', notes);
    expect(readFileSync(notes, 'utf8')).toMatch(/^## 1 object/);
  });

  test('says nothing of a tree that stays', async () => {
    expect(execFileSync('diff', ['-r', base, head], { encoding: 'utf8' })).toBe('');
    expect((await diff()).text).toContain('No object changes.');
  });
});
