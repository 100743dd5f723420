import { Command, CommanderError } from 'commander';
import { diffCommand } from './diff';
import { verifyCommand } from './verify';
import { rulesCommand } from './verify-rules';

/** What a command ends with when it could not do its work, such as for a folder that does not exist. */
const COULD_NOT_RUN = 2;

const program = new Command('slipway')
  .description('Typed charts become plain, proven YAML that Argo CD syncs.')
  .exitOverride()
  .addCommand(diffCommand)
  .addCommand(verifyCommand())
  .addCommand(rulesCommand());

for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (cause) {
  // Commander has told people already.
  if (cause instanceof CommanderError) process.exitCode = cause.exitCode === 0 ? 0 : COULD_NOT_RUN;
  else {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
    process.exitCode = COULD_NOT_RUN;
  }
}
