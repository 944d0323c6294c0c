import { run } from './run.js';

/** Builds the command that the tests start. */
export default (): void => run('npm', 'run', '--silent', 'build');
