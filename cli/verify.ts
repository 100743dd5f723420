import { Command, Option } from 'commander';
import { blocks } from '../verify';
import { FORMATS, type Report, report } from './report';
import { judgeAll } from './verify-folders';

interface Flags {
  readonly format: keyof typeof FORMATS;
  readonly allowKind: readonly string[];
}

const also = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `slipway verify [path…]`: judges folders of YAML. Exit 0: clean, 1: errors, 2: could not run. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description('Judge folders of YAML: every overlay of dist/, or those named.')
    .argument('[path...]', 'folders or files', ['dist'])
    .addOption(new Option('--format <format>', 'how findings are told').choices(Object.keys(FORMATS)).default('people'))
    .option('--allow-kind <kind>', 'a kind nothing is known of that is no error: Widget.example.com', also, [])
    .action((paths: readonly string[], { format, allowKind }: Flags) => {
      const result = judgeAll(paths, allowKind);
      process.stdout.write(FORMATS[format](report(result)));
      process.exitCode = result.findings.some(blocks) ? 1 : 0;
    });

export type { Report };
