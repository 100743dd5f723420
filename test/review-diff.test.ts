import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { diffCommand } from '../cli/diff';

const folder = mkdtempSync(join(tmpdir(), 'slipway-diff-'));
const head = join(folder, 'head');
const base = join(folder, 'base');
const answer = join(folder, 'answer');

/** Runs the command on the two folders and gives its answer and exit code. */
async function diff(...flags: readonly string[]): Promise<{ readonly text: string; readonly code: number }> {
  const code = process.exitCode;
  process.exitCode = 0;
  await diffCommand.parseAsync([base, head, '--output', answer, ...flags], { from: 'user' });
  const ended = Number(process.exitCode);
  process.exitCode = code;
  return { text: readFileSync(answer, 'utf8'), code: ended };
}

function edit(path: RegExp, change: (text: string) => string): void {
  for (const name of readdirSync(head, { recursive: true, encoding: 'utf8' }))
    if (path.test(name)) writeFileSync(join(head, name), change(readFileSync(join(head, name), 'utf8')));
}

const published = (): readonly string[] => readdirSync(base).sort();

beforeAll(() => cpSync('dist', base, { recursive: true }));
beforeEach(() => {
  rmSync(head, { recursive: true, force: true });
  cpSync(base, head, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('slipway diff', () => {
  test('tells a version of Trino', async () => {
    edit(/trino\/deployment-.*\.yaml$/, (text) => text.replace(/(trinodb\/trino:)\d+/, '$1999'));
    const { text, code } = await diff('--format', 'markdown', '--guard', '--fail-on', 'data-at-risk');
    expect(text.split('\n')[0]).toMatch(/^## \d+ objects change in \d+ of \d+ overlays, all of trino$/);
    expect(text).toMatch(/trino: \d+ → 999/);
    expect(text).toMatch(/Deployment trino\/trino-worker/);
    expect(code).toBe(0);
  });

  test('tells less storage for Kafka, and fails where that is asked', async () => {
    edit(/^production\/kafka\/kafkanodepool-broker\.yaml$/, (text) => text.replace(/size: \d+Gi/, 'size: 1Gi'));
    const { text, code } = await diff('--format', 'markdown', '--fail-on', 'data-at-risk,exposure');
    expect(text.split('\n').slice(0, 3)).toEqual([
      '## 1 object changes in 1 of 4 overlays, all of kafka',
      '',
      '**1 data at risk**',
    ]);
    expect(text).toContain('Volumes cannot shrink');
    expect(code).toBe(1);
  });

  test('tells an overlay that goes, and guards it', async () => {
    rmSync(join(head, 'staging'), { recursive: true });
    const { text, code } = await diff('--format', 'terminal', '--guard');
    expect(text.split('\n')[0]).toContain('overlay staging is removed');
    expect(text.split('\n')[4]).toMatch(/Removed the whole overlay, \d+ objects — staging/);
    expect(text).toContain('deletes nothing, until the Application is deleted');
    expect(code).toBe(1);
    const record = join(folder, 'removals.yaml');
    writeFileSync(
      record,
      "removals:\n- {overlay: staging, object: '*', reason: 'staging is no longer needed', data: deleted}\n",
    );
    expect((await diff('--guard', '--removals', record)).code).toBe(0);
  });

  test('judges every kind that is published', async () => {
    for (const overlay of published()) rmSync(join(head, overlay), { recursive: true });
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
