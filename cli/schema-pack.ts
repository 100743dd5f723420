import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { customText, kubernetesText } from './schema-pack/build';

interface Flags {
  readonly from: string;
  readonly crds: string;
  readonly output: string;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function run({ from, crds, output }: Flags): void {
  try {
    const files = { 'kubernetes.jsonl': kubernetesText(from), 'custom-resources.jsonl': customText(crds) };
    mkdirSync(output, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(output, name), text);
      say(`wrote ${join(output, name)}: ${Math.round(text.length / 1000)} kB`);
    }
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}; compare the folder with docs/schemas.md`);
    process.exitCode = 1;
  }
}

await new Command('schemas')
  .description('Regenerate the pack of API facts that the rule `schema` judges by.')
  .requiredOption('--from <folder>', 'API descriptions of Kubernetes, one folder a minor')
  .requiredOption('--crds <folder>', 'CRDs with their SOURCES.tsv')
  .option('--output <folder>', 'where the pack goes', 'verify/schema/facts')
  .action(run)
  .parseAsync();
