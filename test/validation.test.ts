import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fields } from '../manifest/types';

const COMMAND = resolve('node_modules/cdk8s-cli/bin/cdk8s');
const PLUGIN = resolve('cli/validation.cjs');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'slipway-validation-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: default}\n';
const widget = (reason = ''): string =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: w\n  namespace: default\n${reason && `  annotations: {verify.slipway.dev/unknown-kind: ${reason}}\n`}`;

/** Runs `cdk8s synth` over an app that writes one file, with our plugin, and returns what it ended with and its report. */
function synth(text: string, properties: Fields = {}): { readonly status: number | null; readonly report: Fields } {
  const folder = mkdtempSync(join(root, 'app-'));
  const validations = [{ package: PLUGIN, version: '0.1.0', class: 'SlipwayValidation', properties }];
  writeFileSync(
    join(folder, 'cdk8s.yaml'),
    dump({ language: 'typescript', app: 'node app.mjs', output: 'out', validations }),
  );
  writeFileSync(join(folder, 'text.yaml'), text);
  writeFileSync(
    join(folder, 'app.mjs'),
    `import { cpSync, mkdirSync } from 'node:fs';
     mkdirSync(process.env.CDK8S_OUTDIR);
     cpSync('text.yaml', process.env.CDK8S_OUTDIR + '/app.k8s.yaml');`,
  );
  const file = join(folder, 'report.json');
  const args = [COMMAND, 'synth', '--check-upgrade=false', '--validation-reports-output-file', file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (!existsSync(file)) throw new Error(`${stdout}${stderr}`);
  return { status, report: JSON.parse(readFileSync(file, 'utf8')).reports[0] };
}

test('a tree without fault passes', () => {
  const { status, report } = synth(ACCOUNT);
  expect(status).toBe(0);
  expect(report.summary).toMatchObject({ status: 'success', metadata: { objects: 1, waived: 0 } });
  expect(report.violations).toEqual([]);
});

test('an error fails the command, and the report names rule, object, field, file and remedy', () => {
  const { status, report } = synth(`${ACCOUNT}---\n${widget()}`);
  expect(status).toBe(2);
  expect(report.summary.status).toBe('failure');
  expect(report.violations).toMatchObject([
    {
      ruleName: 'unknown-kind',
      violatingConstructs: [{ resourceName: 'Widget.example.com default/w', manifestPath: 'out/app.k8s.yaml' }],
    },
  ]);
  expect(report.violations[0].violatingConstructs[0].locations[0]).toContain('kind: Nothing is known of Widget');
  expect(report.violations[0].fix).toContain('allow it');
});

test('what is waived or allowed does not fail it', () => {
  expect(synth(widget('because')).report.summary).toMatchObject({ status: 'success', metadata: { waived: 1 } });
  expect(synth(widget(), { allowKinds: ['Widget.example.com'] }).status).toBe(0);
});

test('cdk8s.yaml of this platform has its own output judged', () => {
  const { validations } = load(readFileSync('cdk8s.yaml', 'utf8')) as Fields;
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(validations).toEqual([{ package: './cli/validation.cjs', version, class: 'SlipwayValidation' }]);
});
