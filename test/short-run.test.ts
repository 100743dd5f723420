import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { shortRunFlags } from '../cli/short-run';

test.each(['20.19.0', '21.0.0', '22.12.0', '24.1.0'])('Node %s is told that a run is short', (version) => {
  expect(shortRunFlags(version)).not.toEqual([]);
});

test.each(['18.20.0', '25.0.0', '40.1.0', 'unknown'])('Node %s is left as it is', (version) => {
  expect(shortRunFlags(version)).toEqual([]);
});

test('the Node that runs knows its flags', async () => {
  const script = `import('${new URL('../cli/short-run.ts', import.meta.url)}').then((all) => all.expectShortRun())`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', script]);
  expect(stdout + stderr).toBe('');
});
