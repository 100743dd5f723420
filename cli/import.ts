import { Command } from 'commander';
import { importAll } from './import/run';

interface Flags {
  readonly sources: string;
  readonly output: string;
  readonly from?: string;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

async function run(flags: Flags): Promise<void> {
  try {
    const files = await importAll({ ...flags, progress: (group) => say(`importing ${group}`) });
    say(`wrote ${files.length} files to ${flags.output}/`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

await new Command('import')
  .description('Regenerate typed classes for custom resources from the pinned list of upstream CRDs.')
  .option('--from <folder>', 'read <folder>/<project>/<file> instead of downloading')
  .option('--sources <file>', 'the pinned list', 'imports/sources.yaml')
  .option('--output <folder>', 'where the generated files go', 'imports')
  .action(run)
  .parseAsync();
